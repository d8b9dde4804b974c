/** What a row of the server tree stands for; `repeat` counts equal names of one server from 0. */
export type RowPlace =
  | { readonly kind: 'project'; readonly project: string }
  | { readonly kind: 'server'; readonly project: string; readonly server: string }
  /** The row above all faults of the simulated rack, and one of them. */
  | { readonly kind: 'faults'; readonly project: string }
  | { readonly kind: 'fault'; readonly project: string; readonly fault: number }
  | {
      readonly kind: RowKindInServer;
      readonly project: string;
      readonly server: string;
      readonly name: string;
      readonly repeat: number;
    };

/** The rows that a server has below itself, other servers aside. */
export type RowKindInServer = 'outlet' | 'control' | 'test' | 'link' | 'problem';

/** The same place has the same id for ever: VS Code keeps selection and expansion by it. */
export function toRowId(place: RowPlace): string {
  switch (place.kind) {
    case 'project':
      return join(place.project);
    case 'server':
      return join(place.project, 'server', place.server);
    case 'faults':
      return join(place.project, 'faults');
    case 'fault':
      return join(place.project, 'fault', String(place.fault));
    default:
      return join(place.project, place.kind, place.server, place.name, String(place.repeat));
  }
}

/** Reads an id back; ids come from this session only, so anything else is no row. */
export function toRowPlace(id: string): RowPlace | undefined {
  const [project = '', kind, server = '', name = '', repeat] = id.split('/').map(unescape);
  if (kind === undefined) return { kind: 'project', project };
  if (kind === 'server') return { kind, project, server };
  if (kind === 'faults') return { kind, project };
  if (kind === 'fault') return { kind, project, fault: Number(server) };
  if (!isKindInServer(kind)) return undefined;
  return { kind, project, server, name, repeat: Number(repeat) };
}

function isKindInServer(kind: string): kind is RowKindInServer {
  return ['outlet', 'control', 'test', 'link', 'problem'].includes(kind);
}

function join(...parts: readonly string[]): string {
  return parts.map(escape).join('/');
}

/** Not encodeURIComponent: it throws on half of a surrogate pair, and names come from anywhere. */
function escape(part: string): string {
  return /[%/]/.test(part) ? part.replaceAll('%', '%25').replaceAll('/', '%2F') : part;
}

function unescape(part: string): string {
  return part.includes('%') ? part.replaceAll('%2F', '/').replaceAll('%25', '%') : part;
}
