import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { PLATFORMS } from '../../../src/digest/subscription.ts';
import type { Announce } from '../../../src/ports/archive.ts';
import { openPostgresArchive } from '../../../src/store/postgres/open.ts';
import { anArrival, anArticle, aSummary } from '../../support/articles.ts';
import { serverUrl, WITHOUT_SERVER } from '../../support/postgres.ts';
import { aPublication, DESK } from '../contract/publications.ts';
import { at, MINUTE } from '../contract/times.ts';
import { numbered } from '../sqlite/numbered.ts';
import { together } from './together.ts';

const WINDOW = { from: at(-1), to: at(0) };

describe('a server that cannot be used', () => {
  it('is named in one line, without the password', async () => {
    const error = await openPostgresArchive({ url: 'postgres://desk:hush@127.0.0.1:1/news' }).catch((error) => error);
    expect(error.message).toBe(
      'PostgreSQL at 127.0.0.1:1/news does not answer: is it running, and are host and port of DATABASE_URL right?',
    );
    expect(JSON.stringify([error.message, error.stack, error.cause?.message, error.cause])).not.toContain('hush');
  });
});

describe.skipIf(serverUrl === null)(serverUrl === null ? WITHOUT_SERVER : 'an archive on a server', () => {
  const { url: take, urlOf, open, rows } = together();
  const other = (change: (url: URL) => void) => {
    const url = new URL(serverUrl ?? '');
    change(url);
    return url.href;
  };

  it('says so when there is no such database', async () => {
    const url = other((url) => {
      url.pathname = '/no_such_news';
    });
    await expect(openPostgresArchive({ url })).rejects.toThrow(/no database of that name: create it/);
  });

  it('is empty for a reader where there are no tables yet, and creates none', async () => {
    const url = await take({ isNew: true });
    const reader = await openPostgresArchive({ url, mode: 'read' });
    expect(await reader.counts()).toMatchObject({ articles: 0 });
    await reader.close();
    const archive = await open(url);
    expect(await archive.counts()).toMatchObject({ articles: 0 });
  });

  it('is not changed by a reader, who works beside the writers', async () => {
    const url = await take();
    const archive = await open(url);
    await archive.takeIn(anArrival(numbered(0)));
    const reader = await openPostgresArchive({ url, mode: 'read' });
    expect(await reader.counts()).toMatchObject({ articles: 1 });
    await expect(reader.takeIn(anArrival(numbered(1)))).rejects.toThrow(/takes no changes/);
    await reader.close();
  });

  it('is refused by a program that is older than its tables', async () => {
    const url = await take({ isNew: true });
    const archive = await open(url);
    await rows(archive, `insert into schema_version (version, name) values (999, 'later')`);
    await expect(openPostgresArchive({ url })).rejects.toThrow(/newer newsdesk/);
    await expect(openPostgresArchive({ url, mode: 'read' })).rejects.toThrow(/newer newsdesk/);
    await rows(archive, 'delete from schema_version where version = 999');
  });

  it('keeps an article with the character NUL, in which everything stays where it was', async () => {
    const archive = await open(await take());
    const article = anArticle({
      title: 'Fer\0ry',
      paragraphs: ['The ferry \0 port of Osk closed. Half a \ud83d character.'],
    });
    expect(await archive.takeIn(anArrival(article))).toEqual({ kind: 'taken', articleId: article.id });
    const kept = await archive.article(article.id);
    expect(kept?.text).toBe(article.text.replaceAll(/\0|\ud83d/g, '\ufffd'));
    expect(kept?.blocks).toEqual(article.blocks);
    const [claim] = await archive.claimReading(at(1), MINUTE, 1);
    if (!claim) throw new Error('it is to be read');
    expect(await archive.keepSummary(claim, aSummary(article), at(1))).toBe(true);
    expect((await archive.search('port of Osk', 5)).map((hit) => hit.article.id)).toEqual([article.id]);
    await archive.keepAnswer('a\0b', 'c\0d', at(0));
    expect(await archive.cachedAnswer('a\0b')).toBe('c\ufffdd');
  });

  it('goes on after its connections were cut, idle or not', async () => {
    const archive = await open(`${await take()}&application_name=news-to-be-cut-${process.pid}`);
    await archive.takeIn(anArrival(numbered(0)));
    await cutAll(urlOf(archive));
    // A connection of which nobody has heard yet that it is cut may still be handed out.
    await archive.counts().catch(() => null);
    expect(await archive.counts()).toMatchObject({ articles: 1 });

    const admin = new pg.Client({ connectionString: urlOf(archive) });
    await admin.connect();
    await admin.query('begin; lock table articles in access exclusive mode');
    const counting = archive.counts().then(
      () => null,
      (error: Error) => error.message,
    );
    while ((await waiting(admin)) === 0);
    await cutAll(urlOf(archive), admin);
    expect(await counting).toMatch(/^PostgreSQL at .* is being stopped or restarted: nothing was changed/);
    await admin.query('rollback');
    await admin.end();
    expect(await archive.counts()).toMatchObject({ articles: 1 });
  });

  it('tries again what the server undid because of a collision, and does it once', async () => {
    let tries = 0;
    const collide: Announce = async (_step, _ids, execute) => {
      tries++;
      if (tries < 3) await execute(`do $$ begin raise exception using errcode = '40P01'; end $$`, []);
    };
    const archive = await open(await take(), collide);
    expect(await archive.takeIn(anArrival(numbered(0)))).toMatchObject({ kind: 'taken' });
    expect(tries).toBe(3);
    expect(await archive.counts()).toMatchObject({ articles: 1, unread: 1 });
  });

  it('tells of work in the transaction that makes it: both are kept, or neither', async () => {
    let isBroken = false;
    const told: unknown[] = [];
    const announce: Announce = async (step, ids, execute) => {
      await execute('insert into drafts (id, command, args, made_by, made_at) values ($1, $2, $3, $4, $5)', [
        `${step} ${told.length} ${isBroken}`,
        '',
        '',
        '',
        0,
      ]);
      if (isBroken) throw new Error('no room for more');
      told.push([step, ids]);
    };
    const archive = await open(await take(), announce);
    const { id } = numbered(0);
    await archive.takeIn(anArrival(numbered(0)));
    await archive.takeIn(anArrival(numbered(0)));
    for (const claim of await archive.claimReading(at(1), MINUTE, 1)) await archive.releaseReading(claim);
    for (const claim of await archive.claimReading(at(1), MINUTE, 1)) {
      await archive.keepSummary(claim, aSummary(claim.article), at(1));
    }
    await archive.publish(aPublication('d1', WINDOW, { parts: 2 }));
    await archive.publish(aPublication('d1', WINDOW, { parts: 2 }));
    await archive.retry({ readings: false, channel: DESK }, at(2));
    expect(told).toEqual([
      ['read', [id]],
      ['read', [id]],
      ['publish', [id]],
      ['deliver', ['d1-0', 'd1-1']],
      ['deliver', []],
    ]);
    expect(await rows(archive, 'select id from drafts')).toHaveLength(told.length);

    isBroken = true;
    await expect(archive.publish(aPublication('d2', { from: at(0), to: at(1) }))).rejects.toThrow('no room for more');
    expect(await archive.digest('d2')).toBeNull();
    expect(await rows(archive, 'select id from drafts')).toHaveLength(told.length);
    expect(await archive.claimDeliveries(at(2), MINUTE, 5, PLATFORMS)).toHaveLength(1);
  });
});

/** Cuts the connections that bear the name in a URL, as a restart of the server would. */
async function cutAll(url: string, by?: pg.Client): Promise<void> {
  const admin = by ?? new pg.Client({ connectionString: url });
  if (!by) await admin.connect();
  await admin.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where application_name = $1 and pid <> pg_backend_pid()`,
    [nameOf(url)],
  );
  if (!by) await admin.end();
}

async function waiting(admin: pg.Client): Promise<number> {
  const { rows } = await admin.query(`select 1 from pg_locks where relation = 'articles'::regclass and not granted`);
  return rows.length;
}

function nameOf(url: string): string {
  return new URL(url).searchParams.get('application_name') ?? '';
}
