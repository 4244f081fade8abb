/** Addresses and ports, as settings write them. */
import { z } from 'zod';

export const webAddress = z
  .url({ protocol: /^https?$/, error: 'must be an address that begins with http:// or https://' })
  .optional();

const PORT = 'must be a whole number from 1 to 65535';

export const port = z.coerce.number({ error: PORT }).int(PORT).min(1, PORT).max(65_535, PORT).optional();
