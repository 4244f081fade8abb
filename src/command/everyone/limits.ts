import type { QuestionLimits } from '../../ports/conversation.ts';

/** Questions a day where no manager has set other limits. */
export const DEFAULT_LIMITS: QuestionLimits = { perPerson: 20, perChannel: 100, perWorkspace: 500 };
