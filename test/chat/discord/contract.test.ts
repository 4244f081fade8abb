import { chatContract } from '../contract.ts';
import { openStage, TOKEN } from './stage.ts';

chatContract('Discord', {
  missingChannel: { platform: 'discord', id: '404404404404404404' },
  secret: TOKEN,
  open: openStage,
});
