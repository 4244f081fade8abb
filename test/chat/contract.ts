/**
 * What every Chat adapter owes the pipeline, whatever its platform: run `chatContract` in the adapter's own test file
 * with a stage that joins the real adapter to a local server speaking the platform's protocol over real HTTP.
 */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Part } from '../../src/delivery/delivery.ts';
import type { Channel } from '../../src/digest/subscription.ts';
import type { Chat, Post } from '../../src/ports.ts';
import { aMessage, bulletsOf, wordsOf } from './contract-message.ts';

/** The adapter under test, a channel it may post to, and the server behind it. */
export interface ChatStage {
  readonly chat: Chat;
  readonly channel: Channel;
  readonly server: ServerControls;
  close(): Promise<void>;
}

export interface ServerControls {
  /** What stands in the channel and its threads, oldest first. `text` is all that can be read in it, in any order. */
  posted(channel: Channel): readonly PostedMessage[];
  /** The next `times` posting calls go wrong in this way. Look-ups are not touched. */
  failPosting(failure: PostingFailure, times: number): void;
  /** The next `times` edits go wrong in this way. */
  failEditing(failure: PostingFailure, times: number): void;
  /** Someone takes a message away. */
  remove(channel: Channel, ref: string): void;
  /** The next `times` look-ups go wrong in this way. */
  failLookUp(failure: 'limited' | 'hang-up', times: number): void;
  /** How many posting calls reached the server, the failed ones included. */
  postingCalls(): number;
  /** Someone else posts a message that bears this key, as anybody who can read the channel could. */
  impersonate(post: Post): void;
  /** From now on the bot's token is refused. */
  revokeToken(): void;
  /** From now on nobody listens at the address. */
  stop(): Promise<void>;
}

interface PostedMessage {
  /** The platform's name of the message: what `sent` and `posted` give as `ref`. */
  readonly ref: string;
  /** The root it stands under, or null for a message of the channel itself. */
  readonly rootRef: string | null;
  readonly text: string;
}

/** `after` failures apply the message first, `before` ones don't. `slow` outlasts the adapter's time-out, applied. */
export type PostingFailure =
  | { readonly kind: 'limited'; readonly retryAfterSeconds: number }
  | { readonly kind: 'server-error' }
  | { readonly kind: 'hang-up-before' }
  | { readonly kind: 'hang-up-after' }
  | { readonly kind: 'slow' }
  | { readonly kind: 'wrong-json' };

export interface ContractOptions {
  /** A channel of this platform that does not exist on the server. */
  readonly missingChannel: Channel;
  /** The secret that no reason may show. */
  readonly secret: string;
  /** A stage of its own for each test, with nothing posted; the adapter gives up on a call after `timeoutMs`. */
  open(timeoutMs: number): Promise<ChatStage>;
}

/** Long enough for any machine under load. */
const PATIENT_MS = 30_000;
/** For a server that never answers. */
const IMPATIENT_MS = 500;

/** Declares the contract's tests for one adapter. */
export function chatContract(name: string, options: ContractOptions): void {
  describe(`${name} keeps the Chat contract`, () => {
    let stage: ChatStage;
    beforeEach(async () => {
      stage = await options.open(PATIENT_MS);
    });
    afterEach(() => stage.close());

    renders(() => stage);
    posts(() => stage);
    sortsAnswers(() => stage, options);
    edits(() => stage);
    finds(() => stage);
    checks(() => stage, options);
  });
}

function renders(stage: () => ChatStage): void {
  it('renders one root first, then thread parts only, as JSON and the same each time', () => {
    const message = aMessage(9);
    const parts = stage().chat.render(message);
    expect(parts.map((part) => part.place)).toEqual(['root', ...parts.slice(1).map(() => 'thread')]);
    expect(parts.length).toBeGreaterThan(1);
    expect(JSON.parse(JSON.stringify(parts))).toEqual(parts);
    expect(stage().chat.render(message)).toEqual(parts);
  });

  it('loses no bullet and no quote, however many and however long', () => {
    const text = readable(stage().chat.render(aMessage(40, 60)));
    for (const bullet of bulletsOf(aMessage(40, 60))) {
      for (const word of wordsOf(bullet)) expect(text).toContain(word);
    }
  });

  it('renders a quiet day, with no story, as a root alone', () => {
    expect(
      stage()
        .chat.render(aMessage(0))
        .map((part) => part.place),
    ).toEqual(['root']);
  });
}

function posts(stage: () => ChatStage): void {
  it('posts the root in the channel and the other parts under it, in order', async () => {
    const { chat, channel, server } = stage();
    const parts = chat.render(aMessage(9));
    const refs: string[] = [];
    for (const [index, content] of parts.entries()) {
      const outcome = await chat.post(aPost(channel, content, { key: keyOf(index), rootRef: refs[0] ?? null }));
      expect(outcome).toEqual({ kind: 'sent', ref: expect.any(String) });
      if (outcome.kind === 'sent') refs.push(outcome.ref);
    }
    const posted = server.posted(channel);
    expect(posted.map((message) => message.ref)).toEqual(refs);
    expect(posted.map((message) => message.rootRef)).toEqual(refs.map((_, index) => (index === 0 ? null : refs[0])));
    const text = posted.map((message) => message.text).join('\n');
    for (const bullet of bulletsOf(aMessage(9))) for (const word of wordsOf(bullet)) expect(text).toContain(word);
  });
}

function sortsAnswers(stage: () => ChatStage, options: ContractOptions): void {
  const unknowns = ['server-error', 'hang-up-before', 'hang-up-after', 'wrong-json'] as const;
  it.each(unknowns)('calls the outcome unknown after %s, and does not try again by itself', async (kind) => {
    const { server } = stage();
    server.failPosting({ kind }, 1);
    const outcome = await postRoot(stage());
    expect(outcome).toEqual({ kind: 'unknown', reason: aSentence() });
    expect(server.postingCalls()).toBe(1);
  });

  it('calls the outcome unknown when no answer comes in time', async () => {
    const impatient = await options.open(IMPATIENT_MS);
    impatient.server.failPosting({ kind: 'slow' }, 1);
    expect(await postRoot(impatient)).toEqual({ kind: 'unknown', reason: aSentence() });
    expect(impatient.server.postingCalls()).toBe(1);
    await impatient.close();
  });

  it('passes on how long a rate limit asks to wait, and does not wait itself', async () => {
    const { server, channel } = stage();
    server.failPosting({ kind: 'limited', retryAfterSeconds: 7 }, 1);
    expect(await postRoot(stage())).toEqual({ kind: 'limited', retryAfterMs: 7000 });
    expect(server.postingCalls()).toBe(1);
    expect(server.posted(channel)).toEqual([]);
  });

  it('calls it failed, for nothing can have been posted, when nobody listens', async () => {
    await stage().server.stop();
    expect(await postRoot(stage())).toEqual({ kind: 'failed', reason: aSentence() });
  });

  it('says that the channel refuses when there is no such channel', async () => {
    const { chat } = stage();
    const post = aPost(options.missingChannel, rootOf(chat));
    expect(await chat.post(post)).toEqual({ kind: 'refused', scope: 'channel', reason: aSentence() });
  });

  it('says that the token is refused, without showing it', async () => {
    stage().server.revokeToken();
    const outcome = await postRoot(stage());
    expect(outcome).toEqual({ kind: 'refused', scope: 'token', reason: aSentence() });
    expect(JSON.stringify(outcome)).not.toContain(options.secret);
  });

  it('posts nothing into the channel when the root of a thread part is not known', async () => {
    const { chat, channel, server } = stage();
    const content = chat.render(aMessage(9))[1] as Part;
    const outcome = await chat.post(aPost(channel, content, { rootRef: null }));
    expect(outcome).toEqual({ kind: 'failed', reason: aSentence() });
    expect(server.postingCalls()).toBe(0);
  });
}

function edits(stage: () => ChatStage): void {
  async function posted() {
    const { chat, channel } = stage();
    const refs: string[] = [];
    for (const [index, content] of chat.render(aMessage(9)).entries()) {
      const outcome = await chat.post(aPost(channel, content, { key: keyOf(index), rootRef: refs[0] ?? null }));
      if (outcome.kind === 'sent') refs.push(outcome.ref);
    }
    return refs;
  }

  function edit(refs: readonly string[], part: number, stories = 3) {
    const { chat, channel } = stage();
    const content = chat.render(aMessage(stories))[part] as Part;
    const rootRef = part === 0 ? null : (refs[0] ?? null);
    return chat.edit({ channel, key: keyOf(part), ref: refs[part] ?? '', rootRef, content });
  }

  it('puts other content in the place of a root and of a part under it, and of nothing else', async () => {
    const { channel, server } = stage();
    const refs = await posted();
    const before = server.posted(channel);
    expect(await edit(refs, 0)).toEqual({ kind: 'sent', ref: refs[0] });
    const after = server.posted(channel);
    expect(after.map(({ ref, rootRef }) => ({ ref, rootRef }))).toEqual(
      before.map(({ ref, rootRef }) => ({ ref, rootRef })),
    );
    expect(after.slice(1)).toEqual(before.slice(1));
    expect(after[0]?.text).toContain('Pier 2 is closed');
    expect(after[0]?.text).not.toContain('Pier 3 is closed');
    expect(await edit(refs, 1)).toEqual({ kind: 'sent', ref: refs[1] });
    expect(server.posted(channel)[1]?.text).not.toBe(before[1]?.text);
    expect(server.posted(channel)).toHaveLength(before.length);
  });

  it('leaves a message in which the key is still found, and is harmless a second time', async () => {
    const { chat, channel, server } = stage();
    const refs = await posted();
    await edit(refs, 0);
    const once = server.posted(channel);
    await edit(refs, 0);
    expect(server.posted(channel)).toEqual(once);
    const post = tried(aPost(channel, chat.render(aMessage(3))[0] as Part));
    expect(await chat.find(post)).toEqual({ kind: 'posted', ref: refs[0] });
  });

  it.each(['server-error', 'hang-up-before', 'hang-up-after', 'wrong-json'] as const)(
    'calls the outcome of an edit unknown after %s',
    async (kind) => {
      const refs = await posted();
      stage().server.failEditing({ kind }, 1);
      expect(await edit(refs, 0)).toEqual({ kind: 'unknown', reason: aSentence() });
      expect(await edit(refs, 0)).toEqual({ kind: 'sent', ref: refs[0] });
    },
  );

  it('passes on how long a rate limit asks to wait before an edit', async () => {
    const refs = await posted();
    stage().server.failEditing({ kind: 'limited', retryAfterSeconds: 7 }, 1);
    expect(await edit(refs, 0)).toEqual({ kind: 'limited', retryAfterMs: 7000 });
  });

  it('says that the message is refused when it is gone', async () => {
    const { server, channel } = stage();
    const refs = await posted();
    server.remove(channel, refs[0] ?? '');
    expect(await edit(refs, 0)).toEqual({ kind: 'refused', scope: 'message', reason: aSentence() });
  });
}

function finds(stage: () => ChatStage): void {
  it('finds a root that was posted although the answer never came', async () => {
    const { chat, channel, server } = stage();
    server.failPosting({ kind: 'hang-up-after' }, 1);
    const post = aPost(channel, rootOf(chat));
    await chat.post(post);
    expect(await chat.find(tried(post))).toEqual({ kind: 'posted', ref: server.posted(channel)[0]?.ref });
  });

  it('finds a thread part that was posted although the answer never came', async () => {
    const { chat, channel, server } = stage();
    const [root, second] = chat.render(aMessage(9)) as [Part, Part];
    const sent = await chat.post(aPost(channel, root, { key: keyOf(0) }));
    const rootRef = sent.kind === 'sent' ? sent.ref : null;
    server.failPosting({ kind: 'hang-up-after' }, 1);
    const post = aPost(channel, second, { key: keyOf(1), rootRef });
    await chat.post(post);
    expect(await chat.find(tried(post))).toEqual({ kind: 'posted', ref: server.posted(channel)[1]?.ref });
    expect(await chat.find(tried({ ...post, key: keyOf(2) }))).toEqual({ kind: 'absent' });
  });

  it('says that a message is absent when the call was never applied', async () => {
    const { chat, channel, server } = stage();
    server.failPosting({ kind: 'hang-up-before' }, 1);
    const post = aPost(channel, rootOf(chat));
    await chat.post(post);
    expect(await chat.find(tried(post))).toEqual({ kind: 'absent' });
  });

  it("does not adopt someone else's message that bears our key", async () => {
    const { chat, channel, server } = stage();
    const post = aPost(channel, rootOf(chat));
    server.impersonate(post);
    expect(server.posted(channel)).toHaveLength(1);
    expect(await chat.find(tried(post))).toEqual({ kind: 'absent' });
  });

  it('says that it could not look, never that a message is absent, when the look-up is limited', async () => {
    const { chat, channel, server } = stage();
    server.failLookUp('limited', 1);
    const found = await chat.find(tried(aPost(channel, rootOf(chat))));
    expect(found).toEqual({ kind: 'unavailable', reason: aSentence(), retryAfterMs: expect.any(Number) });
  });

  it('says that it could not look, never that a message is absent, when the look-up is hung up on', async () => {
    const { chat, channel, server } = stage();
    server.failLookUp('hang-up', 5);
    const found = await chat.find(tried(aPost(channel, rootOf(chat))));
    expect(found).toEqual({ kind: 'unavailable', reason: aSentence() });
  });
}

function checks(stage: () => ChatStage, options: ContractOptions): void {
  it('reports token and channel as good, one sentence each', async () => {
    const lines = await stage().chat.check([stage().channel]);
    expect(lines.length).toBeGreaterThan(1);
    for (const line of lines) expect(line).toEqual({ ok: true, text: aSentence() });
  });

  it('names the channel that is not there', async () => {
    const lines = await stage().chat.check([stage().channel, options.missingChannel]);
    const bad = lines.filter((line) => !line.ok);
    expect(bad).toEqual([{ ok: false, text: expect.stringContaining(options.missingChannel.id) }]);
  });

  it('says that the token is refused, and does not show it', async () => {
    stage().server.revokeToken();
    const lines = await stage().chat.check([stage().channel]);
    expect(lines[0]).toEqual({ ok: false, text: aSentence() });
    expect(JSON.stringify(lines)).not.toContain(options.secret);
  });

  it('says that nobody answers', async () => {
    await stage().server.stop();
    const lines = await stage().chat.check([stage().channel]);
    expect(lines.some((line) => !line.ok)).toBe(true);
  });
}

/** 24 characters, as the outbox makes them. */
const keyOf = (part: number) => `contract-key-000000-${String(part).padStart(4, '0')}`;

function aPost(channel: Channel, content: Part, fields: Partial<Post> = {}): Post {
  return { key: keyOf(0), channel, content, rootRef: null, firstTriedAt: null, ...fields };
}

/** The same post as the outbox presents it for a look-up; the servers' clock is the machine's. */
function tried(post: Post): Post {
  return { ...post, firstTriedAt: new Date() };
}

function rootOf(chat: Chat): Part {
  return chat.render(aMessage(2))[0] as Part;
}

function postRoot({ chat, channel }: ChatStage) {
  return chat.post(aPost(channel, rootOf(chat)));
}

/** A capital, words, a full stop: what a person can be shown as it is. */
function aSentence(): unknown {
  return expect.stringMatching(/^\p{Lu}[^\n]{10,300}[.!?]$/u);
}

/** Every string of the payloads, which is a superset of what people can read. */
function readable(parts: readonly Part[]): string {
  return parts.flatMap((part) => stringsOf(part.payload)).join('\n');
}

function stringsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(stringsOf);
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsOf) : [];
}
