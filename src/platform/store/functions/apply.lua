-- Applies what a hub said, all or nothing: fences by epoch, drops a repeat by sequence number, stores packed states,
-- ends commands, appends the events as one entry. An inventory snapshot is a repeat if its digest is the stored one.
-- KEYS: hub, state, events, open commands, then one command for each result
-- ARGV: 1 hub id, 2 node, 3 epoch, 4 journal id, 5 first and 6 last sequence number ('' and '' for an inventory snapshot),
--   7 inventory digest or '' if unchanged, 8 events or '', 9 most events, 10 how long ended commands are kept (ms),
--   11 when the commands ended (ms) or '' for now, 12 count of descriptor references, then that often: reference, digest;
--   count of states to forget, then that often: address; count of states to store, then that often: address, state;
--   for each result: command id, state, result (JSON), payload of its event;
--   then fields of the hub and their values, if any is to be set
-- Reply: {'fenced'} if another session has taken over or this one was closed,
--   {'overlap', sequence number} if the first part was applied before and the last was not,
--   {'applied' or 'repeated', for each result: the command's state and result now, '' if it is not known}
-- Cost: O(states + events + results)
local function apply(keys, args)
  local known = redis.call('HMGET', keys[1], 'on', 'e', 'n', 'j', 's', 'g', 'rp')
  if known[1] ~= '1' or known[2] ~= args[3] or known[3] ~= args[2] then
    return { 'fenced' }
  end
  local repeated = false
  if args[6] ~= '' then
    if known[4] ~= args[4] then
      return { 'fenced' }
    end
    local applied = tonumber(known[5])
    if tonumber(args[6]) <= applied then
      repeated = true
    elseif tonumber(args[5]) <= applied then
      return { 'overlap', known[5] }
    end
  else
    repeated = known[6] == args[7]
  end

  local at = 13
  for _ = 1, tonumber(args[12]) do
    if not repeated then
      redis.call('HSET', keys[1], 'd' .. args[at], args[at + 1])
    end
    at = at + 2
  end
  local forget_count = tonumber(args[at])
  at = at + 1
  for _ = 1, forget_count do
    if not repeated then
      redis.call('HDEL', keys[2], args[at])
    end
    at = at + 1
  end
  -- The hub from which this one has taken over: what comes to this one is not there any more.
  local replaced_state = known[7] and string.sub(keys[2], 1, -#args[1] - 1) .. known[7]
  local store_count = tonumber(args[at])
  at = at + 1
  for _ = 1, store_count do
    if not repeated then
      redis.call('HSET', keys[2], args[at], args[at + 1])
      if replaced_state then
        redis.call('HDEL', replaced_state, args[at])
      end
    end
    at = at + 2
  end

  local events = args[8]
  local reply = { repeated and 'repeated' or 'applied' }
  local ended_at = args[11] == '' and now_ms() or tonumber(args[11])
  for index = 5, #keys do
    local id, state, result, payload = args[at], args[at + 1], args[at + 2], args[at + 3]
    at = at + 4
    if not repeated and redis.call('HGET', keys[index], 'h') == args[1] then
      local ended = end_command(keys[index], keys[4], id, state, result, payload, ended_at, args[10], args[2])
      if ended then
        events = events == '' and ended or events .. ',' .. ended
      end
    end
    local after = redis.call('HMGET', keys[index], 's', 'r', 'c')
    reply[#reply + 1] = { after[1] or '', after[2] or '', after[3] or '' }
  end
  if repeated then
    return reply
  end
  if args[6] ~= '' then
    redis.call('HSET', keys[1], 's', args[6])
  end
  if at <= #args then
    for field = at, #args, 2 do
      redis.call('HSET', keys[1], args[field], args[field + 1])
    end
    redis.call('HINCRBY', keys[1], 'v', 1)
  end
  if args[7] ~= '' then
    redis.call('HSET', keys[1], 'g', args[7])
    redis.call('HINCRBY', keys[1], 'v', 1)
  end
  if events ~= '' then
    append_events(keys[3], args[9], args[1], events)
  end
  return reply
end

redis.register_function('zf_apply_@VERSION@', apply)
