import type { PluginLanguage } from '../../runtime/project/index.ts';
import type { PluginKind, PluginRequest, ProjectSnapshot } from '../../runtime/scaffold/index.ts';
import { checkPluginName, pluginKinds } from '../../runtime/scaffold/index.ts';
import type { Answer, Choice, QuickInputParts, StepPlace } from './quickInput.ts';
import { askChoice, askText } from './quickInput.ts';

const languages: readonly Choice<PluginLanguage>[] = [
  { label: 'TypeScript', description: 'runs as it is, nothing to install', value: 'typescript' },
  { label: 'Python', description: 'needs Python 3 on this machine', value: 'python' },
];

const kinds: readonly Choice<PluginKind>[] = pluginKinds.map(({ id, label, detail }) => ({
  label,
  detail,
  value: id,
}));

/** What has been answered so far; kept when the user goes back. */
interface Answers {
  language?: PluginLanguage;
  name?: string;
  kind?: PluginKind;
}

/** Asks in three steps which plugin is wanted; nothing when the user leaves. */
export async function askForPlugin(
  parts: QuickInputParts,
  project: ProjectSnapshot,
): Promise<PluginRequest | undefined> {
  const answers: Answers = {};
  const steps = [askLanguage, askName, askKind];
  for (let step = 0; step < steps.length;) {
    const place = { title: 'New Ockle Plugin', step: step + 1, totalSteps: steps.length };
    const answer = await steps[step]?.(parts, place, answers, project);
    if (!answer || answer.kind === 'cancelled') return undefined;
    if (answer.kind === 'chosen') Object.assign(answers, answer.value);
    step += answer.kind === 'back' ? -1 : 1;
  }
  const { language, name, kind } = answers;
  return language && name !== undefined && kind ? { language, name, kind } : undefined;
}

type Step = (
  parts: QuickInputParts,
  place: StepPlace,
  answers: Answers,
  project: ProjectSnapshot,
) => Promise<Answer<Answers>>;

const askLanguage: Step = async (parts, place, { language: chosen }) =>
  mapAnswer(
    await askChoice(parts, place, 'Language of the plugin', languages, chosen),
    (language) => ({ language }),
  );

const askName: Step = async (parts, place, { language = 'typescript', name = '' }, project) => {
  const prompt = {
    prompt: 'Name of its class',
    placeholder: 'DoorWatch',
    value: name,
  };
  const answer = await askText(parts, place, prompt, (text) => {
    const checked = checkPluginName({ name: text, language }, project);
    if (!checked.ok) return { isRefused: true, message: checked.problem.message };
    return { isRefused: false, message: `${checked.files.join(' and ')} will be written.` };
  });
  return mapAnswer(answer, (text) => ({ name: text }));
};

const askKind: Step = async (parts, place, { kind: chosen }) =>
  mapAnswer(await askChoice(parts, place, 'What the plugin does', kinds, chosen), (kind) => ({
    kind,
  }));

function mapAnswer<From, To>(answer: Answer<From>, map: (value: From) => To): Answer<To> {
  return answer.kind === 'chosen' ? { kind: 'chosen', value: map(answer.value) } : answer;
}
