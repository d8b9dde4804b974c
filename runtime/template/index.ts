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
export type { TemplateDocument, TemplateService } from './createTemplateService.ts';
export { createTemplateService } from './createTemplateService.ts';
export type {
  TemplateAction,
  TemplateActionChange,
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
