/** What one folder may take from outside itself. */
export interface Layer {
  readonly mayImport: readonly string[];
  readonly vscode?: true;
  readonly node?: true;
  readonly spawn?: true;
  readonly packages?: readonly string[];
}

export const layers: Readonly<Record<string, Layer>>;

export function layerOf(path: string): string | undefined;
