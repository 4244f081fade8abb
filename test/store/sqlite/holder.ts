/** Run by tests as a process of its own: opens the archive of the folder given, says so, and holds it until killed. */
import { openSqliteArchive } from '../../../src/store/sqlite/open.ts';

await openSqliteArchive({ folder: process.argv[2] ?? '' });
process.stdout.write('open\n');
setInterval(() => {}, 60_000);
