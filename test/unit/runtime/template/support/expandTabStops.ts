/** What an editor inserts for a snippet before anything is typed into it. */
export function expandTabStops(snippet: string): string {
  return snippet.replace(
    /\\([\\$}])|\$\{\d+:((?:\\.|[^}])*)\}|\$\{\d+\|([^,|]*)[^}]*\}|\$\d+/g,
    (_, escaped?: string, preset?: string, choice?: string) =>
      escaped ?? preset?.replace(/\\([\\$}])/g, '$1') ?? choice ?? '',
  );
}
