import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { balanced } from '../store/contract/balanced-news.ts';
import { content, error, honestSummary, type ModelReply } from '../support/model-answers.ts';
import { verdict } from '../support/model-embeddings.ts';
import { type ModelServer, startModelServer } from '../support/model-server.ts';
import { aDesk, type Desk } from '../support/newsdesk.ts';
import { modelSettings } from '../support/settings.ts';

let desk: Desk;
let model: ModelServer;
beforeEach(async () => {
  desk = aDesk();
  model = await startModelServer();
});
afterEach(async () => {
  desk.remove();
  await model.close();
});

const env = (more: Record<string, string> = {}) => ({
  ...modelSettings(model),
  ...more,
});
const EMBEDDED = { OPENAI_EMBEDDING_MODEL: 'test-embedding' };

/** Reads honestly; asked about two articles it says this. */
function judging(reply: () => ModelReply): void {
  model.answerWith((request) =>
    request.articles.length === 2 ? reply() : content(honestSummary(request.article ?? '')),
  );
}
const judged = () => model.requests.filter(({ articles }) => articles.length === 2);

/** After `stranding` alone it joins that on balanced evidence. */
const SLEPT =
  'Travellers stranded overnight slept in a school. The mayor Piet Halder opened its kitchen in Osk, and the coastguard brought blankets for the families with children.';

/** Drops an article and has it read before the next one comes. */
async function drop(file: Parameters<typeof balanced>[0] | 'slept', more: Record<string, string> = {}): Promise<void> {
  const text = file === 'slept' ? SLEPT : balanced(file).text;
  desk.drop(`${file}.txt`, `date 2026-11-14\n\n${text}\n`);
  const run = await desk.run(['once'], { env: env(more) });
  expect(run.code, run.err).toBe(0);
}

async function stories(): Promise<string[][]> {
  const found: { articles: { file: string }[] }[] = (await desk.run(['stories', '--json'])).json();
  return found.map(({ articles }) => articles.map(({ file }) => file).toSorted()).toSorted();
}

describe('articles between which the evidence is balanced', () => {
  it('are parted when the model says so, with its reason to be asked for', async () => {
    judging(() => verdict(false, 'One tells of the stranding, the other of a school.'));
    await drop('stranding');
    await drop('slept');
    expect(judged()).toHaveLength(1);
    expect(await stories()).toEqual([['slept.txt'], ['stranding.txt']]);
    const why = await desk.run(['news', 'why', 'slept.txt'], { env: env() });
    expect(why.out.replace(/\s+/g, ' ')).toContain(
      'for two events: One tells of the stranding, the other of a school.',
    );
  });

  it('are brought together when the model says so', async () => {
    judging(() => verdict(true, 'Both tell of the Gannet off Osk.'));
    for (const file of ['stranding', 'towed', 'school'] as const) await drop(file);
    expect(judged().length).toBeGreaterThan(0);
    expect(await stories()).toEqual([['school.txt', 'stranding.txt', 'towed.txt']]);
    const why = await desk.run(['news', 'why', 'school.txt'], { env: env() });
    expect(why.out.replace(/\s+/g, ' ')).toContain('for the same event: Both tell of the Gannet off Osk.');
  });

  it('stand as they stood when the model does not answer', async () => {
    judging(() => error(400, 'No.'));
    await drop('stranding');
    await drop('slept');
    expect(judged()).toHaveLength(1);
    expect(await stories()).toEqual([['slept.txt', 'stranding.txt']]);
  });
});

describe('an embeddings endpoint', () => {
  it('settles what the words leave open, one call an article and none for a copy', async () => {
    model.embedWith(() => [0.6, 0.8]);
    await drop('stranding', EMBEDDED);
    await drop('slept', EMBEDDED);
    desk.drop('again.txt', `date 2026-11-14\n\n${SLEPT}\n \n`);
    await desk.run(['once'], { env: env(EMBEDDED) });
    expect(model.embedded).toHaveLength(2);
    expect(judged()).toHaveLength(0);
    expect(await stories()).toEqual([['again.txt', 'slept.txt', 'stranding.txt']]);
    const why = await desk.run(['news', 'why', 'slept.txt'], { env: env() });
    expect(why.out.replace(/\s+/g, ' ')).toContain('they are close in meaning (1.00)');
  });

  it('that fails loses nothing, and is told once', async () => {
    model.embedWith(() => error(500, 'Oops.'));
    judging(() => verdict(true, 'Both tell of the Gannet.'));
    for (const file of ['stranding', 'towed', 'quake'] as const)
      desk.drop(`${file}.txt`, `date 2026-11-14\n\n${balanced(file).text}\n`);
    const run = await desk.run(['once'], { env: env(EMBEDDED) });
    expect(run.code).toBe(0);
    expect(run.err.match(/compared without embeddings/g)).toHaveLength(1);
    expect(await stories()).toEqual([['quake.txt'], ['stranding.txt', 'towed.txt']]);
  });
});
