/** What is read of an element inside the page; the sources are compiled without the browser's types. */
export interface PageElement {
  readonly textContent: string | null;
  getAttribute(name: string): string | null;
  getBoundingClientRect(): { readonly top: number };
  querySelectorAll(selector: string): Iterable<PageElement>;
}
