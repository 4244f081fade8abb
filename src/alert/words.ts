import type { Notice } from './alert.ts';

/** So many of a kind are told one by one; of more, the first and how many there are. */
const TOLD_EACH = 3;

/** Notices as few messages: one a kind and change, so that 300 channels that are late are one message. */
export function messagesOf(
  notices: readonly Notice[],
): { readonly notices: readonly Notice[]; readonly text: string }[] {
  const groups = Map.groupBy(notices, ({ change, kind }) => `${change} ${kind}`);
  return [...groups.values()].map((group) => ({ notices: group, text: textOf(group) }));
}

function textOf(group: readonly Notice[]): string {
  const told = group.slice(0, TOLD_EACH).map(({ text }) => text);
  const more = group.length - told.length;
  return more === 0 ? told.join(' ') : `${told.join(' ')} The same holds for ${more} more.`;
}
