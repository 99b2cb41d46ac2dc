-- Appends to an audit and forgets what is too old or too much.
-- KEYS: stream, and the hash of the home or account that it belongs to, if it belongs to one
-- ARGV: entry, most entries, how long they are kept (ms)
-- Reply: 1, or 0 if the home or account is gone: nobody could read it
-- Cost: O(1) amortised
local function audit_append(keys, args)
  if keys[2] and redis.call('EXISTS', keys[2]) == 0 then
    return 0
  end
  redis.call('XADD', keys[1], 'MAXLEN', '~', args[2], '*', 'e', args[1])
  redis.call('XTRIM', keys[1], 'MINID', '~', text(now_ms() - tonumber(args[3])))
  redis.call('PEXPIRE', keys[1], args[3])
  return 1
end

redis.register_function('zf_audit_append_@VERSION@', audit_append)
