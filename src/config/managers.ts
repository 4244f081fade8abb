import { z } from 'zod';
import { type Person, readPerson } from './channel.ts';

/** Ids of the people who may use `/news-admin` besides those whom the platform's own rights make managers. */
export interface Managers {
  readonly slack: readonly string[];
  readonly discord: readonly string[];
}

/** A list with commas of people, `slack:U0123ABCD, discord:1234567890`, sorted by platform. */
export const managersSetting = z
  .string()
  .transform((text, context): Managers => {
    const people: Person[] = [];
    for (const entry of text.split(',').filter((entry) => entry.trim() !== '')) {
      const person = readPerson(entry);
      if (person) people.push(person);
      else context.addIssue(`"${entry.trim()}" names no person; write slack:U0123ABCD or discord:1234567890`);
    }
    const on = (platform: Person['platform']) => people.filter((one) => one.platform === platform).map(({ id }) => id);
    return { slack: on('slack'), discord: on('discord') };
  })
  .optional();
