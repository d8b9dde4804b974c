/** A template of 10,000 sections, 60,000 variables and 90,000 lines. */
export const largeTemplate: { readonly file: string; readonly text: string } = {
  file: 'src/config/config.ini',
  text: Array.from({ length: 10_000 }, (_, at) => section(at).join('\n')).join(''),
};

/** The same declarations as JSON, pretty-printed: what tools for JSON get. */
export function toJson(values: Readonly<Record<string, Readonly<Record<string, string>>>>): string {
  const parsed = Object.entries(values).map(([name, options]) => {
    const read = Object.entries(options).map(([key, value]) => [key, JSON.parse(value) as unknown]);
    return [name, Object.fromEntries(read) as unknown];
  });
  return JSON.stringify(Object.fromEntries(parsed), undefined, 1);
}

/** The values of the large template, as text. */
export function largeValues(): Readonly<Record<string, Readonly<Record<string, string>>>> {
  const sections = largeTemplate.text.split('\n\n').filter((each) => each !== '');
  return Object.fromEntries(
    sections.map((each) => {
      const [header = '', , ...lines] = each.split('\n');
      const options = lines.map((line) => line.split(/=(.*)/, 2));
      return [header.slice(1, -1), Object.fromEntries(options) as Record<string, string>];
    }),
  );
}

/** A template of the usual size, about 1 kB. */
export const smallTemplate: { readonly file: string; readonly text: string } = {
  file: 'src/config/plugins/Demo.ini',
  text: [
    '[plugins.Demo]',
    ...Array.from({ length: 10 }, (_, at) => [
      `# How long to wait before step ${at}, in seconds.`,
      `WAIT_TIME_${at}=["int",${at}]`,
      `NAME_${at}=["string","step number ${at}"]`,
    ]).flat(),
    '',
  ].join('\n'),
};

function section(at: number): readonly string[] {
  return [
    `[plugins.Plugin${at}]`,
    `# Needs of the plugin number ${at}.`,
    `WAIT_TIME=["int",${at % 100}]`,
    `DISPLAY_NAME=["string","the plugin number ${at}"]`,
    `IS_ENABLED=["bool",${at % 2 === 0}]`,
    `LEVEL=["intrange",3,"1-8"]`,
    `DATA_FILE=["string","/var/lib/ockle/data/${at}.db"]`,
    `LOG_RESOLUTION=["int",10]`,
    '',
    '',
  ];
}
