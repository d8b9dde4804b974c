import { templateActions } from './actions/templateActions.ts';
import { colourPresentations, templateColours } from './colours/templateColours.ts';
import { completeTemplate } from './completion/completeTemplate.ts';
import { foldingRanges } from './folding/foldingRanges.ts';
import { formatTemplate } from './format/formatTemplate.ts';
import { hoverTemplate } from './hover/hoverTemplate.ts';
import { inlayHints } from './inlay/inlayHints.ts';
import { codeLenses } from './lens/codeLenses.ts';
import { documentLinks } from './links/documentLinks.ts';
import { validateModel } from './model/validateModel.ts';
import { selectionRanges } from './selection/selectionRanges.ts';
import { signatureHelp } from './signature/signatureHelp.ts';
import { templateSymbols } from './symbols/templateSymbols.ts';
import { workspaceSymbols } from './symbols/workspaceSymbols.ts';
import { encodedTokens } from './tokens/encodedTokens.ts';
import { semanticTokens } from './tokens/semanticTokens.ts';

/** All that an editor asks of templates; answers depend on the arguments alone. */
export const templateService = {
  codeLenses,
  colourPresentations,
  completeTemplate,
  documentLinks,
  encodedTokens,
  foldingRanges,
  formatTemplate,
  hoverTemplate,
  inlayHints,
  selectionRanges,
  semanticTokens,
  signatureHelp,
  templateActions,
  templateColours,
  templateSymbols,
  validateModel,
  workspaceSymbols,
};

/** The language service of templates. */
export type TemplateService = typeof templateService;
