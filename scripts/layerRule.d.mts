export function forbiddenImport(
  root: string,
  importer: string,
  specifier: string,
): string | undefined;
