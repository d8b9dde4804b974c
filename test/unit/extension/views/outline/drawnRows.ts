import type { OutlineRow } from '../../../../../extension/views/outline/outlineRow.ts';

/** Rows as indented text: label, two blanks, description. */
export function drawnRows(rows: readonly OutlineRow[], depth = 0): string {
  return rows
    .flatMap(({ label, description, children }) => [
      `${'  '.repeat(depth)}${label}  ${description}`.trimEnd(),
      ...(children.length > 0 ? [drawnRows(children, depth + 1)] : []),
    ])
    .join('\n');
}
