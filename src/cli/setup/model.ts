import { ofAnother } from './mix-ups.ts';
import { askUntilGood, explain, mistake, type Setup, showLines, type Trial, trialOf } from './steps.ts';

const ABOUT = [
  'With a model Newsdesk reads any language and says more; each article costs one call. Without one it reads English by rules, for nothing. You can add a model later.',
  'OpenAI: open https://platform.openai.com/api-keys, press "Create new secret key", copy it (sk-…).',
  'A server of your own (Ollama, LM Studio, vLLM): type its address, e.g. http://127.0.0.1:11434/v1',
];

/** A model's key or address, tried out; may be skipped. */
export async function setUpModel(setup: Setup): Promise<void> {
  const { asker, draft } = setup;
  const set = draft.config().model;
  if (set) {
    asker.say(`\nThe language model ${set.model} is set already.`);
    const { ok, lines } = await tryModel(setup, {});
    showLines(setup, lines);
    if (await asker.confirm('Keep it?', ok)) return;
  }
  explain(setup, 'The language model, if you like', ABOUT);
  let settings: ModelSettings | null = null;
  const answer = await askUntilGood(setup, 'Key or address', { secret: true }, async (typed) => {
    const wrong = ofAnother('model', typed);
    if (wrong !== null) return mistake(wrong);
    settings = isAddress(typed) ? await askServer(setup, typed, settings) : keySettings(setup, typed);
    return tryModel(setup, settings);
  });
  if (answer === null || settings === null) return;
  for (const name of MODEL_SETTINGS) draft.set(name, settings[name]);
}

const MODEL_SETTINGS = ['OPENAI_API_KEY', 'OPENAI_BASE_URL', 'OPENAI_MODEL'] as const;
type ModelSettings = Readonly<Record<(typeof MODEL_SETTINGS)[number], string | null>>;

/** @param before what was typed for the last address */
async function askServer({ asker }: Setup, address: string, before: ModelSettings | null): Promise<ModelSettings> {
  const model = await asker.ask('Name of the model there', { kept: before?.OPENAI_MODEL ?? '' });
  const key = await asker.ask('Key for it (Enter where it wants none)', { secret: true });
  return { OPENAI_API_KEY: key || null, OPENAI_BASE_URL: address, OPENAI_MODEL: model || null };
}

/** A key is OpenAI's own. The name of a model stays, unless it was another server's. */
function keySettings({ draft }: Setup, key: string): ModelSettings {
  const model = draft.value('OPENAI_BASE_URL') === null ? draft.value('OPENAI_MODEL') : null;
  return { OPENAI_API_KEY: key, OPENAI_BASE_URL: null, OPENAI_MODEL: model };
}

async function tryModel({ draft, outside }: Setup, settings: Partial<ModelSettings>): Promise<Trial> {
  const llm = outside.model(draft.config(settings));
  return llm ? trialOf([await llm.check()]) : { ok: true, lines: [] };
}

const isAddress = (text: string) => /^https?:\/\//.test(text);
