import { describe, expect, it } from 'vitest';
import { anArticle, aSummary } from '../../support/articles.ts';
import { SECRET, someNews } from '../../support/news.ts';
import { DEALS, HARBOUR } from '../../support/room.ts';
import { aManagersRoom, give, posted } from './give.ts';

describe('muting', () => {
  it('keeps a source out for some days, and the same again undoes it, in any case', async () => {
    const room = await aManagersRoom();
    const muted = await give(room, 'mute', { what: 'source', name: 'Harbour Courier', days: '7' });
    expect(muted.text).toBe(
      'Muted: the source “Harbour Courier” stays out of this channel’s digests for 7 days, until 1 Dec. ' +
        'The same command again undoes it.',
    );
    expect(muted.call.audited).toEqual(['source Harbour Courier']);
    expect(await room.archive.mutes(HARBOUR, room.clock.now())).toMatchObject([
      { kind: 'source', subject: 'Harbour Courier', until: new Date('2026-12-01T07:30:00Z') },
    ]);
    const undone = await give(room, 'mute', { what: 'source', name: 'harbour courier' });
    expect(undone.text).toBe(
      'Not muted any more: the source “Harbour Courier” may stand in this channel’s digests again.',
    );
    expect(await room.archive.mutes(HARBOUR, room.clock.now())).toEqual([]);
    expect(posted(room)).toEqual([]);
  });

  it('keeps a story out of the digests of this channel, whatever words it was named by', async () => {
    const room = await aManagersRoom();
    const { text, call } = await give(room, 'mute', { what: 'story', name: 'strait toll' });
    expect(text).toMatch(/^Muted: the story “Karsund puts a toll on the Osk strait” stays out .* for good\./);
    const [mute] = await room.archive.mutes(HARBOUR, room.clock.now());
    expect(call.audited).toEqual([`story ${mute?.subject}`]);
    await room.publish();
    const { digest } = (await room.archive.lastDigest(HARBOUR)) ?? {};
    expect(digest?.stories.map(({ headline }) => headline)).not.toContain('Karsund puts a toll on the Osk strait');
    expect(await room.archive.mutes(DEALS, room.clock.now())).toEqual([]);
    expect((await give(room, 'mute', { what: 'story', name: 'strait toll' })).text).toMatch(/^Not muted any more/);
  });

  it('keeps an actor out', async () => {
    const room = await aManagersRoom();
    expect((await give(room, 'mute', { what: 'actor', name: 'Maren Osk' })).text).toContain('the actor “Maren Osk”');
  });

  it('doubts a name that nobody has, and offers the one that was meant', async () => {
    const room = await aManagersRoom();
    const slip = await give(room, 'mute', { what: 'source', name: 'Harbour Curier' });
    expect(slip.text).toMatch(/again undoes it\. No source of that name .* did you mean “Harbour Courier”\?$/);
    const unknown = await give(room, 'mute', { what: 'actor', name: 'Nobody At All' });
    expect(unknown.text).toMatch(/No actor of that name is in the latest news: look at its spelling\.$/);
    expect((await give(room, 'mute', { what: 'source', name: 'Harbour Curier' })).text).toMatch(/^Not muted any more/);
  });

  it('asks which story is meant, and goes on with the one that is chosen', async () => {
    const twin = anArticle({
      file: 'twin.txt',
      title: 'Toll on the Osk strait delayed',
      paragraphs: ['It was delayed.'],
    });
    const at = new Date('2026-11-23T18:00:00Z');
    const room = await aManagersRoom({ news: [...someNews(), { article: twin, at, summary: aSummary(twin) }] });
    const { reply, call } = await give(room, 'mute', { what: 'story', name: 'Osk strait toll', days: '2' });
    const [menu] = reply.message.controls ?? [];
    if (menu?.kind !== 'menu') throw new Error('no menu was shown');
    expect(menu.fills).toBe('name');
    expect(call.audited).toEqual([]);
    const [chosen] = menu.choices;
    const args = { ...menu.action.args, [menu.fills]: chosen?.value ?? '' };
    expect((await give(room, 'mute', args)).text).toMatch(
      new RegExp(`^Muted: the story “${chosen?.label}” stays out of this channel’s digests for 2 days`),
    );
  });

  it('knows no story that is kept to other channels', async () => {
    const room = await aManagersRoom();
    const { text, call } = await give(room, 'mute', { what: 'story', name: SECRET });
    expect(text).toBe(
      `No story here goes by “${SECRET}”, by title or in its articles. Try fewer words, or choose one of the latest.`,
    );
    expect(call.audited).toEqual([]);
  });
});
