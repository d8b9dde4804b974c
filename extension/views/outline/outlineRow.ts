import type { Opening } from '../serverTree/serverTreeRow.ts';

/** A row of an outline, ready to be drawn, and the rows below it. */
export interface OutlineRow {
  /** The same thing has the same id for ever: VS Code keeps selection and expansion by it. */
  readonly id: string;
  readonly label: string;
  readonly description: string;
  /** Name of a codicon. */
  readonly icon: string;
  /** Id of a theme colour. */
  readonly color?: string;
  /** Markdown. */
  readonly tooltip: string;
  readonly accessibilityLabel: string;
  readonly contextValue: string;
  readonly opens?: Opening;
  readonly children: readonly OutlineRow[];
  /** How it is at first, where it has rows below it. */
  readonly isExpanded?: boolean;
  /** More rows come once it is unfolded. */
  readonly hasMore?: boolean;
}

/** Makes one id of parts, none of which can pass for another. */
export function outlineId(...parts: readonly string[]): string {
  return parts.map((part) => part.replaceAll('%', '%25').replaceAll('/', '%2F')).join('/');
}

/** The parts that an id was made of. */
export function partsOfId(id: string): readonly string[] {
  return id.split('/').map((part) => part.replaceAll('%2F', '/').replaceAll('%25', '%'));
}
