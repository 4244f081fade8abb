/** Whether an id comes for the first time among the latest `most`. Ids that came before those are forgotten. */
export function remembering(most: number): (id: string) => boolean {
  const seen = new Set<string>();
  return (id) => {
    if (seen.has(id)) return false;
    const [oldest] = seen;
    if (oldest !== undefined && seen.size >= most) seen.delete(oldest);
    seen.add(id);
    return true;
  };
}
