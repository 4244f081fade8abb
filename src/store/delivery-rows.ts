/** Between rows and deliveries. */
import type { Delivery, DeliveryState } from '../delivery/delivery.ts';
import { channelOf, dateOrNull } from './rows.ts';
import type { DeliveryRow } from './schema.ts';

/** Every column that a state fills or leaves empty. */
export function columnsOf(state: DeliveryState) {
  const columns = { state: state.kind, next_at: null, reason: null, ref: null, sent_at: null };
  switch (state.kind) {
    case 'pending':
      return columns;
    case 'sending':
      return { ...columns, next_at: state.leaseUntil.getTime() };
    case 'failed':
    case 'unknown':
      return { ...columns, reason: state.reason, next_at: state.nextAt.getTime() };
    case 'sent':
      return { ...columns, ref: state.ref, sent_at: state.at.getTime() };
    case 'rejected':
    case 'ambiguous':
      return { ...columns, reason: state.reason };
  }
}

function stateOf({ state, next_at, reason, ref, sent_at }: DeliveryRow): DeliveryState {
  switch (state) {
    case 'pending':
      return { kind: state };
    case 'sending':
      return { kind: state, leaseUntil: new Date(next_at ?? 0) };
    case 'failed':
    case 'unknown':
      return { kind: state, reason: reason ?? '', nextAt: new Date(next_at ?? 0) };
    case 'sent':
      return { kind: state, ref: ref ?? '', at: new Date(sent_at ?? 0) };
    case 'rejected':
    case 'ambiguous':
      return { kind: state, reason: reason ?? '' };
  }
}

export function deliveryOf(row: DeliveryRow): Delivery {
  return {
    key: row.key,
    digestId: row.digest_id,
    subscriptionId: row.subscription_id,
    channel: channelOf(row.channel),
    part: row.part,
    content: JSON.parse(row.content),
    attempt: row.attempt,
    firstTriedAt: dateOrNull(row.first_tried_at),
    state: stateOf(row),
  };
}
