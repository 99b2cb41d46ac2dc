-- Binds a hub to the home.
-- KEYS: hub, hubs, events, home
-- ARGV: hub id, public key, name, model, software version, most hubs, most events
-- Reply: 'claimed', 'known' (by this very key: nothing changed), 'other-key', 'full', 'no-home' (it was removed)
-- Cost: O(1)
local function hub_claim(keys, args)
  local known = redis.call('HGET', keys[1], 'pk')
  if known then
    return known == args[2] and 'known' or 'other-key'
  end
  if redis.call('EXISTS', keys[4]) == 0 then
    return 'no-home'
  end
  if redis.call('SCARD', keys[2]) >= tonumber(args[6]) then
    return 'full'
  end
  local now = now_ms()
  redis.call('HSET', keys[1], 'pk', args[2], 'nm', args[3], 'm', args[4], 'w', args[5], 'ct', text(now),
    'on', '0', 'n', '', 'e', '0', 'oc', text(now), 's', '0', 'v', '1')
  redis.call('SADD', keys[2], args[1])
  append_events(keys[3], args[7], args[1], event(1, now, ''))
  return 'claimed'
end

-- Opens a session: a new epoch fences off all sessions before. Another journal starts anew at sequence number 0.
-- KEYS: hub, events, state
-- ARGV: hub id, node, journal id, model, software version, most events
-- Reply: nil if the hub is not of this home or was revoked; else {epoch, all fields of the hub, all states}
-- Cost: O(devices of the hub)
local function session_open(keys, args)
  local known = redis.call('HMGET', keys[1], 'pk', 'on', 'n', 'j', 'm', 'w', 'rv')
  if not known[1] or known[7] then
    return false
  end
  local now = now_ms()
  local epoch = redis.call('HINCRBY', keys[1], 'e', 1)
  redis.call('HSET', keys[1], 'n', args[2], 'm', args[4], 'w', args[5])
  if known[4] ~= args[3] then
    redis.call('HSET', keys[1], 'j', args[3], 's', '0')
  end
  if known[2] == '1' then
    redis.call('PUBLISH', 'zf:node:' .. known[3], 'fenced ' .. args[1] .. ' ' .. epoch)
  else
    redis.call('HSET', keys[1], 'on', '1', 'oc', text(now))
    append_events(keys[2], args[6], args[1], event(2, now, ''))
  end
  if known[2] ~= '1' or known[5] ~= args[4] or known[6] ~= args[5] then
    redis.call('HINCRBY', keys[1], 'v', 1)
  end
  return { epoch, redis.call('HGETALL', keys[1]), redis.call('HGETALL', keys[3]) }
end

-- Closes a session that is still the hub's own: of this epoch (its node says so), or whichever one the node holds (the
-- node is dead, and another one says so).
-- KEYS: hub, events
-- ARGV: hub id, node, epoch or '', most events
-- Reply: 1 if the hub went offline by this, else 0
-- Cost: O(1)
local function session_close(keys, args)
  local now = now_ms()
  local known = redis.call('HMGET', keys[1], 'on', 'n', 'e')
  if known[1] ~= '1' or known[2] ~= args[2] or (args[3] ~= '' and known[3] ~= args[3]) then
    return 0
  end
  redis.call('HSET', keys[1], 'on', '0', 'n', '', 'oc', text(now))
  redis.call('HINCRBY', keys[1], 'v', 1)
  append_events(keys[2], args[4], args[1], event(3, now, ''))
  return 1
end

-- The tag of a hub: when it was claimed, and its version.
local function hub_tag(hub_key)
  local known = redis.call('HMGET', hub_key, 'ct', 'v')
  return tag_of({ known[1] or '', known[2] or '' })
end

-- Changes what people call a hub and how they picture it.
-- KEYS: hub, events
-- ARGV: hub id, tags that it may have, most events, then name and value of each field: nm, ic ('' for none)
-- Reply: 'done', 'unknown' (the home does not have it), 'other-tag'
-- Cost: O(1)
local function hub_update(keys, args)
  if redis.call('EXISTS', keys[1]) == 0 then
    return 'unknown'
  end
  if not allows(args[2], hub_tag(keys[1])) then
    return 'other-tag'
  end
  for at = 4, #args, 2 do
    redis.call('HSET', keys[1], args[at], args[at + 1])
  end
  redis.call('HINCRBY', keys[1], 'v', 1)
  append_events(keys[2], args[3], args[1], event(16, now_ms(), ''))
  return 'done'
end

-- Changes the key that a hub has to prove.
-- KEYS: owner of the hub
-- ARGV: old public key, new public key (both base64url)
-- Reply: 'done' (also if it has the new one already), 'unknown' (nobody's hub), 'other-key'
-- Cost: O(1)
local function hub_key_change(keys, args)
  local json = redis.call('GET', keys[1])
  if not json then
    return 'unknown'
  end
  local owner = cjson.decode(json)
  if owner.publicKey == args[2] then
    return 'done'
  end
  if owner.publicKey ~= args[1] then
    return 'other-key'
  end
  owner.publicKey = args[2]
  redis.call('SET', keys[1], cjson.encode(owner))
  return 'done'
end

-- Cuts a hub off: its session ends at once. Released, the home forgets it with its devices, and its open commands are
-- cancelled; revoked, the home keeps what it knows, but no session can be opened any more.
-- KEYS: hub, hubs, state, open commands, events
-- ARGV: hub id, 'release' or 'revoke', prefix of the home's keys, most events, how long ended commands are kept (ms)
-- Reply: 'done', 'unknown' (the home does not have it)
-- Cost: O(open commands)
local function hub_cut(keys, args)
  local known = redis.call('HMGET', keys[1], 'pk', 'on', 'n')
  if not known[1] then
    return 'unknown'
  end
  local now = now_ms()
  local events = {}
  if known[2] == '1' then
    redis.call('HSET', keys[1], 'on', '0', 'n', '', 'oc', text(now))
    redis.call('PUBLISH', 'zf:node:' .. known[3], 'revoked ' .. args[1])
    events[1] = event(3, now, '')
  end
  redis.call('HINCRBY', keys[1], 'v', 1)
  if args[2] == 'revoke' then
    redis.call('HSET', keys[1], 'rv', '1')
  else
    for _, id in ipairs(redis.call('LRANGE', keys[4], 0, -1)) do
      events[#events + 1] = end_command(args[3] .. 'command:' .. id, keys[4], id, 'cancelled', '', '', now, args[5], '')
    end
    redis.call('DEL', keys[1], keys[3], keys[4], args[3] .. 'map:' .. args[1])
    redis.call('SREM', keys[2], args[1])
  end
  if #events > 0 then
    append_events(keys[5], args[4], args[1], table.concat(events, ','))
  end
  return 'done'
end

-- Has a hub take over from another one, which is revoked. What people call the old one the new one is called. Devices that
-- both have are the new one's; the others stay with the old one until they come to the new one (see apply).
-- KEYS: old hub, new hub, state of the old one, of the new one, open commands of the old one, events
-- ARGV: old hub id, new hub id, prefix of the home's keys, most events, how long ended commands are kept (ms)
-- Reply: 'done' (also if that was done before), 'unknown' (the home does not have both, or they are the same),
--   'revoked' (the new one is), 'replaced' (by yet another one)
-- Cost: O(devices of the new hub + open commands)
local function hub_replace(keys, args)
  local old = redis.call('HMGET', keys[1], 'ct', 'on', 'n', 'nm', 'ic', 'rb')
  local new = redis.call('HMGET', keys[2], 'ct', 'rv')
  if not old[1] or not new[1] or args[1] == args[2] then
    return 'unknown'
  end
  if new[2] then
    return 'revoked'
  end
  if old[6] then
    return old[6] == args[2] and 'done' or 'replaced'
  end
  local now = now_ms()
  local events = {}
  if old[2] == '1' then
    redis.call('HSET', keys[1], 'on', '0', 'n', '', 'oc', text(now))
    redis.call('PUBLISH', 'zf:node:' .. old[3], 'revoked ' .. args[1])
    events[1] = event(3, now, '')
  end
  for _, id in ipairs(redis.call('LRANGE', keys[5], 0, -1)) do
    events[#events + 1] = end_command(args[3] .. 'command:' .. id, keys[5], id, 'cancelled', '', '', now, args[5], '')
  end
  events[#events + 1] = event(16, now, '')
  redis.call('HSET', keys[1], 'rv', '1', 'rb', args[2], 'nm', old[4] .. ' (replaced)')
  redis.call('HINCRBY', keys[1], 'v', 1)
  redis.call('HSET', keys[2], 'nm', old[4], 'ic', old[5] or '', 'rp', args[1])
  redis.call('HINCRBY', keys[2], 'v', 1)
  for _, address in ipairs(redis.call('HKEYS', keys[4])) do
    redis.call('HDEL', keys[3], address)
  end
  append_events(keys[6], args[4], args[1], table.concat(events, ','))
  append_events(keys[6], args[4], args[2], event(16, now, ''))
  return 'done'
end

-- Stores a new claim code.
-- KEYS: claim code
-- ARGV: home id, how long it is good (ms)
-- Reply: when it expires
-- Cost: O(1)
local function claim_create(keys, args)
  redis.call('HSET', keys[1], 'h', args[1])
  redis.call('PEXPIRE', keys[1], args[2])
  return text(now_ms() + tonumber(args[2]))
end

-- Marks a claim code as used by a hub's key. The same hub may use it again, so that a claim that was cut short can be
-- finished; nobody else can.
-- KEYS: claim code
-- ARGV: public key
-- Reply: the home id, or nil if the code is unknown, expired, or was used by another key
-- Cost: O(1)
local function claim_use(keys, args)
  local code = redis.call('HMGET', keys[1], 'h', 'pk')
  if not code[1] or (code[2] and code[2] ~= args[1]) then
    return false
  end
  redis.call('HSET', keys[1], 'pk', args[1])
  return code[1]
end

redis.register_function('zf_hub_claim_@VERSION@', hub_claim)
redis.register_function('zf_hub_cut_@VERSION@', hub_cut)
redis.register_function('zf_hub_replace_@VERSION@', hub_replace)
redis.register_function('zf_hub_key_change_@VERSION@', hub_key_change)
redis.register_function('zf_hub_update_@VERSION@', hub_update)
redis.register_function('zf_session_open_@VERSION@', session_open)
redis.register_function('zf_session_close_@VERSION@', session_close)
redis.register_function('zf_claim_create_@VERSION@', claim_create)
redis.register_function('zf_claim_use_@VERSION@', claim_use)
