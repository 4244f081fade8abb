/** A file larger than this is refused: no article is, and what is larger would hold up the others. */
export const MAX_BYTES = 10 * 1024 * 1024;

/** The endings of the files that are read, lower case, as people are told them. */
export const READ_EXTENSIONS = ['.txt', '.md', '.html', '.htm', '.json'] as const;

/** Why a file over `MAX_BYTES` is refused, without its name before it. */
export function tooLarge(size: number): string {
  return `is ${megabytes(size)} large and no more than ${megabytes(MAX_BYTES)} is read: drop the article's text alone, or in parts`;
}

function megabytes(bytes: number): string {
  const inMegabytes = bytes / 1024 / 1024;
  return `${inMegabytes < 10 ? inMegabytes.toFixed(1).replace(/\.0$/, '') : Math.round(inMegabytes)} MB`;
}
