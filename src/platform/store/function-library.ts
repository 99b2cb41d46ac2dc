import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The parts of the library, in the order in which they must come. */
const partNames = [
  'common',
  'session',
  'apply',
  'read',
  'command',
  'account',
  'home',
  'group',
  'history',
  'audit',
  'rate',
  'webhook',
] as const;

/** The functions that the library has. What each expects and answers stands above it in the Lua source. */
export type FunctionName =
  | 'zf_hub_claim'
  | 'zf_hub_cut'
  | 'zf_hub_key_change'
  | 'zf_hub_replace'
  | 'zf_hub_update'
  | 'zf_session_open'
  | 'zf_session_close'
  | 'zf_claim_create'
  | 'zf_claim_use'
  | 'zf_apply'
  | 'zf_command_create'
  | 'zf_commands_list'
  | 'zf_device_commands_list'
  | 'zf_batch_begin'
  | 'zf_commands_take'
  | 'zf_commands_delivered'
  | 'zf_command_cancel'
  | 'zf_commands_expire'
  | 'zf_due_note'
  | 'zf_due_take'
  | 'zf_device_read'
  | 'zf_device_update'
  | 'zf_devices_read'
  | 'zf_hubs_read'
  | 'zf_history_take'
  | 'zf_history_commit'
  | 'zf_attempt_count'
  | 'zf_password_set'
  | 'zf_login_create'
  | 'zf_login_rotate'
  | 'zf_logins_end'
  | 'zf_device_login_decide'
  | 'zf_device_login_ask'
  | 'zf_invitation_use'
  | 'zf_member_change'
  | 'zf_home_transfer'
  | 'zf_home_update'
  | 'zf_room_put'
  | 'zf_group_put'
  | 'zf_group_delete'
  | 'zf_room_delete'
  | 'zf_audit_append'
  | 'zf_rate_take'
  | 'zf_webhook_put'
  | 'zf_webhook_remove'
  | 'zf_webhook_state'
  | 'zf_webhook_lease'
  | 'zf_webhook_release'
  | 'zf_webhooks_read'
  | 'zf_webhook_commit'
  | 'zf_webhook_note'
  | 'zf_webhook_replay'
  | 'zf_event_append';

export interface FunctionLibrary {
  /** Digest of the source: nodes of two versions load two libraries, which do not disturb each other. */
  version: string;
  /** The Lua source for `FUNCTION LOAD`. */
  source: string;
}

/** Reads the Lua sources that stand beside this file. */
export function readFunctionLibrary(): FunctionLibrary {
  const parts = partNames.map((name) =>
    readFileSync(join(import.meta.dirname, 'functions', `${name}.lua`), 'utf8'),
  );
  const body = parts.join('\n');
  const version = createHash('sha256').update(body).digest('hex').slice(0, 12);
  return {
    version,
    source: `#!lua name=zigfleet_${version}\n${body.replaceAll('@VERSION@', version)}`,
  };
}
