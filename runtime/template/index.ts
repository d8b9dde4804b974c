export type { TemplateDiagnostic, TemplateFix, TemplateRange } from './findings.ts';
export { byPlace } from './findings.ts';
export { readJsonArray } from './jsonArray.ts';
export { nearestName } from './nearestName.ts';
export { percentUses } from './percentUses.ts';
export type { TemplateDefault } from './templateDefaults.ts';
export { templateDefaults } from './templateDefaults.ts';
export type { TemplateKind } from './templateKind.ts';
export { templateKind } from './templateKind.ts';
export type { TemplateCode, TemplateRule, TemplateSeverity } from './templateRules.ts';
export { templateRules } from './templateRules.ts';
export type { ValidationOptions } from './validateTemplate.ts';
export { validateTemplate } from './validateTemplate.ts';
export type { ArgumentKind, FormControl, TypeArgument, ValueType } from './valueTypes.ts';
export { findValueType, valueTypes } from './valueTypes.ts';
export type { CompletionKind, TemplateCompletion } from './completion/templateCompletion.ts';
export type { TemplateService } from './templateService.ts';
export { templateService } from './templateService.ts';
export type {
  TemplateAction,
  TemplateActionChange,
  TemplateActionKind,
  TemplateEdit,
} from './actions/templateAction.ts';
export type { ConfigRead, ConfigValue, FilePlace, PluginFacts } from './model/pluginFacts.ts';
export type { PlacedBlock, TemplateBlock } from './model/templateBlock.ts';
export type { TemplateChange, TemplateModel } from './model/templateModel.ts';
export { readTemplate } from './model/templateModel.ts';
export { validateModel } from './model/validateModel.ts';
export type { AdjustOptions } from './adjustDiagnostics.ts';
export { adjustDiagnostics } from './adjustDiagnostics.ts';
export type { SeverityOptions, SeveritySetting } from './severitySetting.ts';
export { applySeverities, isPortabilityWanted } from './severitySetting.ts';
export { checkEncoding } from './checkEncoding.ts';
export type { CompletionOptions } from './completion/completeTemplate.ts';
export { completeTemplate } from './completion/completeTemplate.ts';
export type { FoldingRange } from './folding/foldingRanges.ts';
export { foldingRanges } from './folding/foldingRanges.ts';
export type { FormatOptions } from './format/formatOptions.ts';
export { formatTemplate } from './format/formatTemplate.ts';
export type { TemplateSpan } from './model/templateSpan.ts';
export { selectionRanges } from './selection/selectionRanges.ts';
export type { TemplateSymbol } from './symbols/blockSymbols.ts';
export { templateSymbols } from './symbols/templateSymbols.ts';
export type { WorkspaceSymbol } from './symbols/workspaceSymbols.ts';
export { workspaceSymbols } from './symbols/workspaceSymbols.ts';
export { applyTemplateEdits } from './actions/applyTemplateEdits.ts';
export { fixAll } from './actions/fixAll.ts';
export type { ActionRange, TemplateActionOptions } from './actions/templateActions.ts';
export { templateActions } from './actions/templateActions.ts';
