import { pythonJson } from '../../../communication/wire/index.ts';
import type { EtcFiles } from '../../api/index.ts';
import { textOf, type OfferedCommand } from '../offerCommands.ts';
import { filesWithoutSecrets } from '../secretOptions.ts';
import { availableObjects, type ObjectKind } from './availableObjects.ts';
import { dependencyMap } from './dependencyMap.ts';
import { readServerFile, readServerFiles } from './serverFiles.ts';

const folderCommands = [
  { name: 'getPDUDict', key: 'pdus', folder: 'outlets', what: 'PDUs' },
  { name: 'getTesterDict', key: 'testers', folder: 'testers', what: 'testers' },
  { name: 'getControllerDict', key: 'controllers', folder: 'controllers', what: 'controllers' },
  { name: 'getServerDict', key: 'servers', folder: 'servers', what: 'servers' },
] as const;

const objectCommands: readonly {
  readonly name: string;
  readonly key: string;
  readonly kind: ObjectKind;
  readonly what: string;
}[] = [
  {
    name: 'getAvailableServerOutlets',
    key: 'serverOutlets',
    kind: 'outlet',
    what: 'outlets',
  },
  { name: 'getAvailableServerTesters', key: 'serverTesters', kind: 'test', what: 'tests' },
  {
    name: 'getAvailableServerControls',
    key: 'serverControls',
    kind: 'control',
    what: 'controls',
  },
];

/** Commands that tell what the files on disk say; no device is touched, and no secret is told. */
export function fileCommands(etc: EtcFiles): readonly OfferedCommand[] {
  return [
    ...folderCommands.map(({ name, key, folder, what }) => ({
      name,
      help: `Answers as “${key}” the files of all ${what} on disk as JSON by file, section and option; secrets as ***.`,
      keys: [],
      handler: async () => ({
        [key]: pythonJson(filesWithoutSecrets(await etc.readFolder(folder))),
      }),
    })),
    ...objectCommands.map(({ name, key, kind, what }) => ({
      name,
      help: `Answers as “${key}” the ${what} in the file of “server” as JSON by section and option, those in use first; secrets as ***.`,
      keys: ['server'],
      handler: async (data: Parameters<typeof textOf>[0]) => {
        const server = textOf(data, 'server');
        return { [key]: pythonJson(availableObjects(await readServerFile(etc, server), kind)) };
      },
    })),
    {
      name: 'getServerDependencyMap',
      help: 'Answers as “dependencyMap” in JSON which servers “server” needs (existing), could need (available), and cannot as they need it (disabled, with the names in between).',
      keys: ['server'],
      handler: async (data) => {
        const server = textOf(data, 'server');
        const map = dependencyMap(await readServerFiles(etc), server);
        return { dependencyMap: pythonJson({ ...map }) };
      },
    },
  ];
}
