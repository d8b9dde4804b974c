import type { Mend } from '../support/mends.ts';
import type { CheckResult } from './checks/finding.ts';
import type { DoctorReport } from './doctorReport.ts';
import { groupsOf, stateWords, summaryOf } from './doctorReport.ts';

/** What stands over the results. */
const actions: readonly Mend[] = [
  { title: 'Run Again', command: 'ockle.doctor' },
  { title: 'Copy Report', command: 'ockle.copyDoctorReport' },
  { title: 'Show Log', command: 'ockle.showLog' },
];

const style = `
body { padding: 0 32px 40px; color: var(--vscode-foreground); font: 13px/1.5 var(--vscode-font-family); }
main { max-width: 860px; margin: 0 auto; }
h1 { font-size: 24px; font-weight: 400; margin: 28px 0 4px; }
h2 { font-size: 15px; font-weight: 600; margin: 32px 0 6px; overflow-wrap: anywhere; }
.summary { margin: 0 0 16px; color: var(--vscode-descriptionForeground); }
ul { list-style: none; margin: 0; padding: 0; border-top: 1px solid var(--vscode-panel-border, transparent); }
li { display: grid; grid-template-columns: 22px 164px minmax(0, 1fr); column-gap: 10px; padding: 9px 0;
  border-bottom: 1px solid var(--vscode-panel-border, transparent); }
.sign { width: 20px; height: 20px; box-sizing: border-box; border: 1.5px solid currentColor; border-radius: 50%;
  font: 700 12px/17px var(--vscode-font-family); text-align: center; }
.ok .sign { color: var(--vscode-testing-iconPassed); }
.warning .sign { color: var(--vscode-list-warningForeground); }
.warning .sign { border-radius: 5px; }
.failed .sign { color: var(--vscode-list-errorForeground); }
.failed .sign { border-radius: 0; }
.skipped .sign { color: var(--vscode-descriptionForeground); }
.skipped .sign { border-style: dotted; }
.title { font-weight: 600; display: block; }
.word { font-size: 12px; color: var(--vscode-descriptionForeground); overflow-wrap: anywhere; }
p { margin: 0; overflow-wrap: anywhere; }
.mend { margin-top: 5px; }
code { font: 12px var(--vscode-editor-font-family); padding: 1px 4px; border-radius: 3px;
  background: var(--vscode-textCodeBlock-background); color: var(--vscode-textPreformat-foreground); }
.actions { display: flex; flex-wrap: wrap; gap: 8px; margin-top: 8px; }
a.button { padding: 3px 11px; border-radius: 3px; text-decoration: none; border: 1px solid var(--vscode-button-border, transparent);
  color: var(--vscode-button-secondaryForeground); background: var(--vscode-button-secondaryBackground); }
a.button:hover { background: var(--vscode-button-secondaryHoverBackground); }
a.button.first { color: var(--vscode-button-foreground); background: var(--vscode-button-background); }
a.button.first:hover { background: var(--vscode-button-hoverBackground); }
a.button:focus-visible { outline: 1px solid var(--vscode-focusBorder); outline-offset: 2px; }
@media (max-width: 560px) {
  body { padding: 0 16px 24px; }
  li { grid-template-columns: 22px minmax(0, 1fr); }
  li > .says { grid-column: 2; }
}
`;

/** The report as a page without scripts; `nonce` lets it have its own style and nothing else. */
export function reportPage(report: DoctorReport, nonce: string): string {
  const groups = [...groupsOf(report)].map(
    ([group, results]) =>
      `<section><h2>${toHtml(group)}</h2><ul>${results.map((result) => toRow(group, result)).join('')}</ul></section>`,
  );
  return `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'nonce-${nonce}'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Ockle: Doctor</title><style nonce="${nonce}">${style}</style></head>
<body><main><h1>Ockle: Doctor</h1><p class="summary">${toHtml(summaryOf(report))}</p>
<div class="actions">${actions.map(toButton).join('')}</div>
${groups.join('\n')}</main></body></html>`;
}

/** The commands that the page may run. */
export function commandsOf({ results }: DoctorReport): readonly string[] {
  const links = [...actions, ...results.flatMap(({ links = [] }) => links)];
  return [...new Set(links.map(({ command }) => command))];
}

function toRow(heading: string, result: CheckResult): string {
  const { state, says, mend, links = [] } = result;
  const { word, sign } = stateWords[state];
  const from = result.group === heading ? '' : ` · ${toHtml(result.group)}`;
  const mending = mend === undefined ? '' : `<p class="mend">${toHtml(mend)}</p>`;
  const buttons = links.map((link) => toButton(link, 1)).join('');
  return (
    `<li class="${state}"><span class="sign" aria-hidden="true">${sign}</span>` +
    `<div><span class="title">${toHtml(result.title)}</span><span class="word">${word}${from}</span></div>` +
    `<div class="says"><p>${toHtml(says)}</p>${mending}` +
    `${buttons === '' ? '' : `<div class="actions">${buttons}</div>`}</div></li>`
  );
}

function toButton({ title, command, args = [] }: Mend, index: number): string {
  const query = args.length === 0 ? '' : `?${encodeURIComponent(JSON.stringify(args))}`;
  const first = index === 0 ? ' first' : '';
  return `<a class="button${first}" role="button" href="command:${escape(`${command}${query}`)}">${escape(title)}</a>`;
}

/** Escaped; what stands between backticks as code. */
function toHtml(text: string): string {
  return escape(text).replace(/`([^`]*)`/g, '<code>$1</code>');
}

function escape(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
  };
  return text.replace(/["&<>]/g, (char) => entities[char] ?? char);
}
