import { templateActions } from './actions/templateActions.ts';
import { completeTemplate } from './completion/completeTemplate.ts';
import { foldingRanges } from './folding/foldingRanges.ts';
import { formatTemplate } from './format/formatTemplate.ts';
import { validateModel } from './model/validateModel.ts';
import { selectionRanges } from './selection/selectionRanges.ts';
import { templateSymbols } from './symbols/templateSymbols.ts';
import { workspaceSymbols } from './symbols/workspaceSymbols.ts';

/** All that an editor asks of templates; answers depend on the arguments alone. */
export const templateService = {
  completeTemplate,
  foldingRanges,
  formatTemplate,
  selectionRanges,
  templateActions,
  templateSymbols,
  validateModel,
  workspaceSymbols,
};

/** The language service of templates. */
export type TemplateService = typeof templateService;
