/** Documents made to cost a reader time or memory, by what is in them. */
export const xmlBombs: ReadonlyMap<string, string> = new Map([
  ...entityBombs(),
  ...nestedBombs(),
  ...attributeBombs(),
  ...openBombs(),
  ...textBombs(),
]);

function entityBombs(): readonly (readonly [string, string])[] {
  const laughs = Array.from({ length: 9 }, (_, index) => {
    const before = index === 0 ? 'lol' : `&l${index - 1};`.repeat(10);
    return `<!ENTITY l${index} "${before}">`;
  }).join('');
  const long = 'x'.repeat(50_000);
  const system = '<!ENTITY e SYSTEM';
  return [
    ['a billion laughs', declared(laughs, '&l8;')],
    ['laughs in an attribute', `<!DOCTYPE a [${laughs}]><a b="&l8;"/>`],
    ['laughs behind the root', `<a/><!DOCTYPE a [${laughs}]>`],
    ['quadratic growth', declared(`<!ENTITY e "${long}">`, '&e;'.repeat(20_000))],
    ['a parameter entity', '<!DOCTYPE a [<!ENTITY % p "<!ENTITY e \'x\'>">%p;]><a>&e;</a>'],
    ['an entity of itself', declared('<!ENTITY e "&e;">', '&e;')],
    ['two entities in a circle', declared('<!ENTITY e "&f;"><!ENTITY f "&e;">', '&e;')],
    ['a file', declared(`${system} "file:///etc/passwd">`, '&e;')],
    ['an address', declared(`${system} "http://127.0.0.1:1/">`, '&e;')],
    ['a device that never ends', declared(`${system} "file:///dev/zero">`, '&e;')],
    ['types elsewhere', '<!DOCTYPE a SYSTEM "http://127.0.0.1:1/a.dtd"><a/>'],
    ['public types', '<!DOCTYPE a PUBLIC "-//x//y" "http://127.0.0.1:1/a.dtd"><a/>'],
    ['attributes by default', '<!DOCTYPE a [<!ATTLIST a b CDATA "x">]><a/>'],
    ['types in lower case', '<!doctype a><a/>'],
    ['an entity that nobody declared', '<a>&e;</a>'],
    ['an include', '<a><?include file="/etc/passwd"?></a>'],
    ['a style sheet', '<?xml-stylesheet href="http://127.0.0.1:1/"?><a/>'],
  ];
}

function nestedBombs(): readonly (readonly [string, string])[] {
  return [
    ['200,000 open elements', '<a>'.repeat(200_000)],
    ['100,000 elements in each other', '<a>'.repeat(100_000) + '</a>'.repeat(100_000)],
    ['17 elements in each other', '<a>'.repeat(17) + '</a>'.repeat(17)],
    ['200,000 elements side by side', `<a>${'<b/>'.repeat(200_000)}</a>`],
    ['100,000 comments', `<a>${'<!---->'.repeat(100_000)}</a>`],
    ['100,000 comments in front', `${'<!---->'.repeat(100_000)}<a/>`],
    ['70,000 CDATA sections', `<a>${'<![CDATA[]]>'.repeat(70_000)}</a>`],
    ['200,000 closing tags', '</a>'.repeat(200_000)],
    ['200,000 roots', '<a/>'.repeat(200_000)],
  ];
}

function attributeBombs(): readonly (readonly [string, string])[] {
  const many = Array.from({ length: 80_000 }, (_, index) => ` a${index}=""`).join('');
  return [
    ['80,000 attributes', `<a${many}/>`],
    ['100,000 times the same attribute', `<a${' b=""'.repeat(100_000)}/>`],
    ['65 attributes', `<a${Array.from({ length: 65 }, (_, index) => ` a${index}=""`).join('')}/>`],
    ['a name of a megabyte', `<${'a'.repeat(1_000_000)}/>`],
    ['an attribute with a name of a megabyte', `<a ${'b'.repeat(1_000_000)}=""/>`],
    ['a megabyte of blanks in a tag', `<a${' '.repeat(1_000_000)}b/>`],
    ['a megabyte of equals signs', `<a b${'='.repeat(1_000_000)}""/>`],
  ];
}

function openBombs(): readonly (readonly [string, string])[] {
  return [
    ['an endless comment', `<a><!--${'-'.repeat(1_000_000)}`],
    ['endless CDATA', `<a><![CDATA[${']'.repeat(1_000_000)}`],
    ['an endless attribute', `<a b="${'x'.repeat(1_000_000)}`],
    ['an endless tag', `<a${'x'.repeat(1_000_000)}`],
    ['an endless declaration', `<?xml version="1.0"${' '.repeat(1_000_000)}`],
    ['400,000 opening brackets', '<'.repeat(400_000)],
    ['200,000 comments that are open', '<!--'.repeat(200_000)],
    ['100,000 CDATA that are open', `<a>${'<![CDATA['.repeat(100_000)}`],
  ];
}

function textBombs(): readonly (readonly [string, string])[] {
  return [
    ['a megabyte of text', `<a>${'x'.repeat(1_000_000)}</a>`],
    ['a megabyte of ampersands', `<a>${'&'.repeat(1_000_000)}</a>`],
    ['a reference of a megabyte', `<a>&#${'0'.repeat(1_000_000)};</a>`],
    ['a character that there is not', '<a>&#x110000;</a>'],
    ['half a pair', '<a>&#xD800;</a>'],
    ['the character NUL', '<a>\0</a>'],
    ['NUL by reference', '<a>&#0;</a>'],
    ['UTF-16', Buffer.from('<a>x</a>', 'utf16le').toString('latin1')],
    ['another encoding', '<?xml version="1.0" encoding="UTF-7"?><a/>'],
    ['a megabyte of line breaks', '\r\n'.repeat(500_000)],
  ];
}

function declared(entities: string, text: string): string {
  return `<!DOCTYPE a [${entities}]><a>${text}</a>`;
}
