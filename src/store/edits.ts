import type { Part } from '../delivery/delivery.ts';
import type { Digest } from '../digest/digest.ts';
import type { Platform } from '../digest/subscription.ts';
import type { EditClaim, Outbox } from '../ports/outbox.ts';
import type { Announcer } from './announcing.ts';
import type { StoreDialect } from './dialect.ts';
import { queueDeliveries } from './outbox.ts';
import { channelOf, dateOrNull, isToEdit } from './rows.ts';
import type { Db, DeliveryRow } from './schema.ts';

type Edits = Pick<Outbox, 'correctDigest' | 'claimEdits' | 'settleEdit' | 'nextEditAt'>;
type PartToSend = { readonly key: string; readonly part: number; readonly content: Part };

/**
 * Corrections of what was posted. `deliveries.content` is what stands on the platform, or will once it is sent;
 * `edits.content` is what is to take its place. An edit waits until its part is sent, and may be made twice: it only says
 * the same again.
 */
export function editStore(db: Db, dialect: StoreDialect, announce: Announcer): Edits {
  return {
    correctDigest: (digest, parts, at) =>
      db.transaction().execute(async (trx) => {
        const kept = await correctDigest(trx, dialect, digest, parts, at.getTime());
        const keys = parts.map(({ key }) => key);
        if (kept) await announce(trx, 'deliver', keys);
        return kept;
      }),

    claimEdits: (now, leaseMs, limit, platforms) =>
      db.transaction().execute((trx) => claim(trx, dialect, { now: now.getTime(), leaseMs, limit, platforms })),

    settleEdit: (claim, outcome) => db.transaction().execute((trx) => settle(trx, dialect, claim, outcome)),

    async nextEditAt(platforms) {
      const row = await firstInLine(db, platforms)
        .select((eb) => eb.fn.min<number | null>('edits.next_at').as('at'))
        .executeTakeFirst();
      return dateOrNull(row?.at);
    },
  };
}

// ---- correcting ------------------------------------------------------------------------------------------------------

async function correctDigest(
  db: Db,
  dialect: StoreDialect,
  digest: Digest,
  parts: readonly PartToSend[],
  at: number,
): Promise<boolean> {
  const kept = await db
    .updateTable('digests')
    .set({ content: JSON.stringify(digest) })
    .where('id', '=', digest.id)
    .returning('turn')
    .executeTakeFirst();
  if (!kept) return false;
  // Held: whoever is just taking one to send it takes it before, and it gets an edit, or after, and with its new words.
  const its = db.selectFrom('deliveries').selectAll().where('digest_id', '=', digest.id).orderBy('part');
  const rows = await dialect.hold(its).execute();
  const known = new Map(rows.map((row) => [row.part, row]));
  for (const part of parts) {
    const row = known.get(part.part);
    if (row) await correctPart(db, dialect, row, JSON.stringify(part.content), at);
  }
  await dropWhatFellAway(db, digest.id, parts.length);
  const root = known.get(0);
  if (root && root.state !== 'rejected' && root.state !== 'ambiguous') {
    const further = parts.filter(({ part }) => !known.has(part));
    await queueDeliveries(db, { ...digest, digestId: digest.id, turn: kept.turn }, further);
  }
  return true;
}

/** What was certainly not posted is posted as corrected; what was, or may have been, gets an edit. */
async function correctPart(
  db: Db,
  dialect: StoreDialect,
  row: DeliveryRow,
  content: string,
  at: number,
): Promise<void> {
  if (isCertainlyUnsent(row)) {
    await db.updateTable('deliveries').set({ content }).where('key', '=', row.key).execute();
    await db.updateTable('edits').set({ state: 'done' }).where('key', '=', row.key).execute();
    return;
  }
  const edit = await dialect.hold(db.selectFrom('edits').selectAll().where('key', '=', row.key)).executeTakeFirst();
  const isOpen = edit?.state === 'waiting' || edit?.state === 'sending';
  if ((isOpen ? edit.content : row.content) === content) return;
  if (edit?.state === 'sending') {
    // Whoever sends the earlier one may be under way: the later one follows, so that it is the last to arrive.
    await db.updateTable('edits').set({ content, again: 1 }).where('key', '=', row.key).execute();
    return;
  }
  const anew = { content, state: 'waiting' as const, again: 0, attempt: 0, next_at: at, reason: null };
  await db
    .insertInto('edits')
    .values({ key: row.key, channel: row.channel, fence: 0, ...anew })
    .onConflict((conflict) => conflict.column('key').doUpdateSet(anew))
    .execute();
}

function isCertainlyUnsent({ state, look_up_first }: DeliveryRow): boolean {
  return look_up_first === 0 && (state === 'pending' || state === 'failed' || state === 'rejected');
}

/** Parts for which the corrected digest has no more words, and which nobody has seen, are never sent. */
async function dropWhatFellAway(db: Db, digestId: string, parts: number): Promise<void> {
  await db
    .deleteFrom('deliveries')
    .where('digest_id', '=', digestId)
    .where('part', '>=', parts)
    .where('state', 'in', ['pending', 'failed', 'rejected'])
    .where('look_up_first', '=', 0)
    .execute();
}

// ---- sending ---------------------------------------------------------------------------------------------------------

/**
 * The first edit of each channel that is not paused, due or not; one that is under way is first. Those whose part is not sent
 * yet stand in no line.
 */
function firstInLine(db: Db, platforms: readonly Platform[]) {
  return db
    .selectFrom('edits')
    .innerJoin('deliveries', 'deliveries.key', 'edits.key')
    .where(isToEdit('edits'))
    .where('deliveries.state', '=', 'sent')
    .where(({ eb, lit }) => (platforms.length === 0 ? lit(false) : eb('deliveries.platform', 'in', platforms)))
    .where(({ eb, not, or, exists, selectFrom }) =>
      or([
        eb('edits.state', '=', 'sending'),
        not(
          exists(
            selectFrom('edits as earlier')
              .innerJoin('deliveries as before', 'before.key', 'earlier.key')
              .select('earlier.key')
              .where(isToEdit('earlier'))
              .where('before.state', '=', 'sent')
              .whereRef('earlier.channel', '=', 'edits.channel')
              .where(({ eb, or, refTuple }) =>
                or([
                  eb('earlier.state', '=', 'sending'),
                  eb(refTuple('before.turn', 'before.part'), '<', refTuple('deliveries.turn', 'deliveries.part')),
                ]),
              ),
          ),
        ),
      ]),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('paused_channels').select('reason').whereRef('paused_channels.channel', '=', 'edits.channel'),
        ),
      ),
    );
}

async function claim(
  db: Db,
  dialect: StoreDialect,
  by: { now: number; leaseMs: number; limit: number; platforms: readonly Platform[] },
): Promise<EditClaim[]> {
  const due = firstInLine(db, by.platforms).where('edits.next_at', '<=', by.now);
  const ordered = due.select(['edits.key', 'edits.channel']).orderBy('edits.next_at').orderBy('edits.key');
  const keys = await dialect.takeLines(db, 'edits', ordered, by.limit);
  if (keys.length === 0) return [];
  const rows = await db
    .updateTable('edits')
    .set((eb) => ({
      state: 'sending',
      again: 0,
      next_at: by.now + by.leaseMs,
      attempt: eb('attempt', '+', 1),
      fence: eb('fence', '+', 1),
    }))
    .where('key', 'in', due.select('edits.key').where('edits.key', 'in', keys))
    // Of the row itself, too: another process may just have changed it.
    .where(isToEdit('edits'))
    .where('next_at', '<=', by.now)
    .returningAll()
    .execute();
  const claims = await Promise.all(
    rows.map(async ({ key, channel, content, attempt, fence }) => ({
      ...(await standing(db, key)),
      key,
      channel: channelOf(channel),
      content: JSON.parse(content) as Part,
      attempt,
      fence,
    })),
  );
  return claims.toSorted((a, b) => (a.key < b.key ? -1 : 1));
}

/** How the platform names the part, and the root that it stands under. */
async function standing(db: Db, key: string): Promise<{ ref: string; rootRef: string | null }> {
  const row = await db
    .selectFrom('deliveries')
    .innerJoin('deliveries as root', 'root.digest_id', 'deliveries.digest_id')
    .select(['deliveries.ref', 'deliveries.part', 'root.ref as root_ref'])
    .where('deliveries.key', '=', key)
    .where('root.part', '=', 0)
    .executeTakeFirstOrThrow();
  return { ref: row.ref ?? '', rootRef: row.part === 0 ? null : row.root_ref };
}

async function settle(
  db: Db,
  dialect: StoreDialect,
  { key, fence, content }: EditClaim,
  { nextAt, reason }: { nextAt: Date | null; reason: string | null },
): Promise<boolean> {
  // The delivery first, as whoever corrects its digest does.
  await dialect.hold(db.selectFrom('deliveries').select('key').where('key', '=', key)).execute();
  const ours = db
    .selectFrom('edits')
    .select('again')
    .where('key', '=', key)
    .where('fence', '=', fence)
    .where('state', '=', 'sending');
  const edit = await dialect.hold(ours).executeTakeFirst();
  if (!edit) return false;
  const isDone = nextAt === null && reason === null;
  if (isDone) {
    await db
      .updateTable('deliveries')
      .set({ content: JSON.stringify(content) })
      .where('key', '=', key)
      .execute();
  }
  const next_at = nextAt?.getTime() ?? 0;
  const settled = { state: nextAt !== null ? 'waiting' : isDone ? 'done' : 'given-up', next_at, reason } as const;
  const anew = { state: 'waiting', again: 0, attempt: 0, next_at, reason: null } as const;
  await db
    .updateTable('edits')
    .set(edit.again === 1 ? anew : settled)
    .where('key', '=', key)
    .execute();
  return true;
}
