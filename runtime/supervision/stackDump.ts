/** One line of a stack that Python's faulthandler wrote. */
export interface StackLine {
  readonly file: string;
  readonly line: number;
  readonly function: string;
}

const header = /^(?:Current thread|Thread) 0x[0-9a-f]+ .*:$|^$/;
const frame = /^ {2}File "(.*)", line (\d+) in (.*)$/;

/** Reads one line that faulthandler writes; nothing when it is somebody else's. */
export function readStackLine(text: string): StackLine | 'header' | undefined {
  if (header.test(text)) return 'header';
  const found = frame.exec(text);
  if (!found) return undefined;
  const [, file = '', line, name = ''] = found;
  return { file: unescaped(file), line: Number(line), function: name };
}

/** Characters outside ASCII come as `\xe4`, `\u20ac` or `\U0001f9c0`. */
function unescaped(file: string): string {
  return file.replace(/\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|U([0-9a-f]{8}))/g, (_, ...codes) =>
    String.fromCodePoint(parseInt(codes.slice(0, 3).join(''), 16)),
  );
}
