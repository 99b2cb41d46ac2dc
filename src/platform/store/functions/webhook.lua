-- Webhooks. One node at a time delivers for a home, by a lease whose token fences: it is counted up whenever the lease
-- changes hands, and every write of a delivery compares it.
--
-- Fields of a webhook's hash:
--   st state, sr why it is suspended, sa since when, v version,
--   p place: `entry-id index` of the last event that is done with,
--   n attempts of the event after it, f when it was tried first, x when it is tried next,
--   k since when nothing was taken, e last error, ls last success,
--   dc delivered, xd dead letters dropped, gc gaps
-- Fields of a lease's hash: h node (empty: nobody), t token

local function tell_node(lease_key, home)
  local holder = redis.call('HGET', lease_key, 'h')
  if holder and holder ~= '' then
    redis.call('PUBLISH', 'zf:node:' .. holder .. ':webhooks', home)
  end
end

local function end_of_stream(events_key)
  local newest = redis.call('XREVRANGE', events_key, '+', '-', 'COUNT', 1)
  return (newest[1] and newest[1][1] or '0-0') .. ' 999999'
end

-- Makes a webhook, which begins at the end of the home's stream, or changes one.
-- KEYS: webhooks, webhook, events, lease
-- ARGV: home id, webhook id, what it is (JSON), '' for a new one or the version that it must have, most webhooks
-- Reply: 'done', 'full', 'unknown', 'changed' (it has another version)
-- Cost: O(1)
local function webhook_put(keys, args)
  if args[4] == '' then
    if redis.call('HLEN', keys[1]) >= tonumber(args[5]) then
      return 'full'
    end
    redis.call('HSET', keys[2], 'st', 'active', 'v', '1', 'p', end_of_stream(keys[3]))
  else
    local version = redis.call('HGET', keys[2], 'v')
    if not version then
      return 'unknown'
    end
    if version ~= args[4] then
      return 'changed'
    end
    redis.call('HINCRBY', keys[2], 'v', 1)
  end
  redis.call('HSET', keys[1], args[2], args[3])
  tell_node(keys[4], args[1])
  return 'done'
end

-- Removes a webhook with all that belongs to it.
-- KEYS: webhooks, lease, webhook, deliveries, dead letters, replays
-- ARGV: home id, webhook id
-- Reply: 1, or 0 if there was none
-- Cost: O(what it has)
local function webhook_remove(keys, args)
  local removed = redis.call('HDEL', keys[1], args[2])
  redis.call('DEL', keys[3], keys[4], keys[5], keys[6])
  tell_node(keys[2], args[1])
  return removed
end

-- Pauses a webhook, or has it go on, whatever stopped it.
-- KEYS: webhook, events, lease
-- ARGV: home id, 'paused' or 'active', '1' to go on at the end of the stream
-- Reply: 1, or 0 if there is none
-- Cost: O(1)
local function webhook_state(keys, args)
  if redis.call('EXISTS', keys[1]) == 0 then
    return 0
  end
  redis.call('HSET', keys[1], 'st', args[2])
  redis.call('HINCRBY', keys[1], 'v', 1)
  if args[2] == 'active' then
    redis.call('HDEL', keys[1], 'sr', 'sa', 'n', 'f', 'x', 'k', 'e')
    if args[3] == '1' then
      redis.call('HSET', keys[1], 'p', end_of_stream(keys[2]))
    end
  end
  tell_node(keys[3], args[1])
  return 1
end

-- Takes a home's lease if nobody has it, or who has it is known to be dead.
-- KEYS: lease
-- ARGV: node, a dead node or ''
-- Reply: the token, or nil
-- Cost: O(1)
local function webhook_lease(keys, args)
  local holder = redis.call('HGET', keys[1], 'h')
  if holder and holder ~= '' and holder ~= args[1] and holder ~= args[2] then
    return false
  end
  redis.call('HSET', keys[1], 'h', args[1])
  return redis.call('HINCRBY', keys[1], 't', 1)
end

-- Gives a lease back.
-- KEYS: lease
-- ARGV: token
-- Reply: 1, or 0 if it is another's
-- Cost: O(1)
local function webhook_release(keys, args)
  if redis.call('HGET', keys[1], 't') ~= args[1] then
    return 0
  end
  redis.call('HSET', keys[1], 'h', '')
  return 1
end

-- All webhooks of a home.
-- KEYS: webhooks
-- ARGV: prefix of the home's keys
-- Reply: for each: id, what it is (JSON), its fields, count of dead letters
-- Cost: O(webhooks)
local function webhooks_read(keys, args)
  local reply = {}
  local flat = redis.call('HGETALL', keys[1])
  for at = 1, #flat, 2 do
    local key = args[1] .. 'webhook:' .. flat[at]
    reply[#reply + 1] = { flat[at], flat[at + 1], redis.call('HGETALL', key), redis.call('XLEN', key .. ':dead') }
  end
  return reply
end

-- Writes what came of a delivery, or that events were kept back: the place moves with it, all or nothing.
-- KEYS: lease, webhook, deliveries, dead letters, events
-- ARGV: 1 token, 2 place that it is thought to have, 3 place after, 4 delivery (JSON) or '', 5 most deliveries, 6 dead
--   letter (JSON) or '', 7 most dead letters, 8 reason to suspend or '', 9 event of the suspension, 10 most events,
--   11 field to count up or '', then fields to set, in pairs; an empty value removes the field
-- Reply: 'done', 'fenced' (the lease is another's), 'moved' (somebody had it go on elsewhere: nothing is written)
-- Cost: O(fields)
local function webhook_commit(keys, args)
  if redis.call('HGET', keys[1], 't') ~= args[1] then
    return 'fenced'
  end
  if redis.call('HGET', keys[2], 'p') ~= args[2] then
    return 'moved'
  end
  redis.call('HSET', keys[2], 'p', args[3])
  for at = 12, #args, 2 do
    if args[at + 1] == '' then
      redis.call('HDEL', keys[2], args[at])
    else
      redis.call('HSET', keys[2], args[at], args[at + 1])
    end
  end
  if args[11] ~= '' then
    redis.call('HINCRBY', keys[2], args[11], 1)
  end
  if args[4] ~= '' then
    redis.call('LPUSH', keys[3], args[4])
    redis.call('LTRIM', keys[3], 0, tonumber(args[5]) - 1)
  end
  if args[6] ~= '' then
    local before = redis.call('XLEN', keys[4])
    redis.call('XADD', keys[4], 'MAXLEN', '=', args[7], '*', 'd', args[6])
    if redis.call('XLEN', keys[4]) == before then
      redis.call('HINCRBY', keys[2], 'xd', 1)
    end
  end
  if args[8] ~= '' and redis.call('HGET', keys[2], 'st') == 'active' then
    redis.call('HSET', keys[2], 'st', 'suspended', 'sr', args[8], 'sa', text(now_ms()))
    redis.call('HINCRBY', keys[2], 'v', 1)
    append_events(keys[5], args[10], '', args[9])
  end
  return 'done'
end

-- Notes a delivery that does not move the place, and removes the dead letter that it delivered.
-- KEYS: webhook, deliveries, dead letters, replays
-- ARGV: delivery (JSON), most deliveries, id of the dead letter that was tried or '', '1' if it was taken
-- Reply: 1, or 0 if there is no such webhook
-- Cost: O(replays)
local function webhook_note(keys, args)
  if redis.call('EXISTS', keys[1]) == 0 then
    return 0
  end
  redis.call('LPUSH', keys[2], args[1])
  redis.call('LTRIM', keys[2], 0, tonumber(args[2]) - 1)
  if args[3] ~= '' then
    redis.call('LREM', keys[4], 1, args[3])
    if args[4] == '1' then
      redis.call('XDEL', keys[3], args[3])
      redis.call('HINCRBY', keys[1], 'dc', 1)
    end
  end
  return 1
end

-- Asks for dead letters to be delivered again. One that waits already is not asked for twice.
-- KEYS: lease, dead letters, replays
-- ARGV: home id, 'all' or 'these', then the ids
-- Reply: how many there are of them
-- Cost: O(dead letters * replays), bounded
local function webhook_replay(keys, args)
  local ids = {}
  if args[2] == 'all' then
    for _, entry in ipairs(redis.call('XRANGE', keys[2], '-', '+')) do
      ids[#ids + 1] = entry[1]
    end
  else
    for at = 3, #args do
      if #redis.call('XRANGE', keys[2], args[at], args[at]) == 1 then
        ids[#ids + 1] = args[at]
      end
    end
  end
  local waiting = {}
  for _, id in ipairs(redis.call('LRANGE', keys[3], 0, -1)) do
    waiting[id] = true
  end
  for _, id in ipairs(ids) do
    if not waiting[id] then
      waiting[id] = true
      redis.call('RPUSH', keys[3], id)
    end
  end
  tell_node(keys[1], args[1])
  return #ids
end

-- Appends an event that the platform itself has to tell, of no hub.
-- KEYS: events
-- ARGV: event, most events
-- Reply: id of the entry
-- Cost: O(1)
local function event_append(keys, args)
  append_events(keys[1], args[2], '', args[1])
  return redis.call('XREVRANGE', keys[1], '+', '-', 'COUNT', 1)[1][1]
end

redis.register_function('zf_webhook_put_@VERSION@', webhook_put)
redis.register_function('zf_webhook_remove_@VERSION@', webhook_remove)
redis.register_function('zf_webhook_state_@VERSION@', webhook_state)
redis.register_function('zf_webhook_lease_@VERSION@', webhook_lease)
redis.register_function('zf_webhook_release_@VERSION@', webhook_release)
redis.register_function('zf_webhooks_read_@VERSION@', webhooks_read)
redis.register_function('zf_webhook_commit_@VERSION@', webhook_commit)
redis.register_function('zf_webhook_note_@VERSION@', webhook_note)
redis.register_function('zf_webhook_replay_@VERSION@', webhook_replay)
redis.register_function('zf_event_append_@VERSION@', event_append)
