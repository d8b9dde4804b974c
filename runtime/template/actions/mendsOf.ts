import type { TemplateDiagnostic } from '../findings.ts';
import type { PluginFacts } from '../model/pluginFacts.ts';
import type { TemplateModel } from '../model/templateModel.ts';
import type { TemplateCode } from '../templateRules.ts';
import { targetOf } from './actionTarget.ts';
import { characterMends } from './characterMends.ts';
import { headerMends } from './headerMends.ts';
import { jsonMends } from './jsonMends.ts';
import { keyMends } from './keyMends.ts';
import type { Mend, Mender } from './mend.ts';
import { percentMends } from './percentMends.ts';
import { suppressionMends } from './suppressionMends.ts';
import { textMends } from './textMends.ts';
import { typeMends } from './typeMends.ts';
import { valueMends } from './valueMends.ts';

/** What mends the diagnostics of each code; codes that nothing mends are left out. */
const menders: Partial<Readonly<Record<TemplateCode, Mender>>> = {
  ...characterMends,
  ...headerMends,
  ...keyMends,
  ...valueMends,
  ...jsonMends,
  ...percentMends,
  ...typeMends,
  ...textMends,
  ...suppressionMends,
};

/** The ways to mend a diagnostic in the template as it is now, the best first. */
export function mendsOf(
  model: TemplateModel,
  diagnostic: TemplateDiagnostic,
  facts?: PluginFacts,
): readonly Mend[] {
  const mender = menders[diagnostic.code];
  return mender ? mender(targetOf(model, diagnostic, facts)) : [];
}
