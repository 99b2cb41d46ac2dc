-- The tag of what a new command is for: a device, or the hub itself.
local function tag_of_target(args, hub_key)
  local address = args[3]
  if address == '' then
    return hub_tag(hub_key)
  end
  local settings = settings_tag(args[13], address)
  if args[16] == 'settings' then
    return settings
  end
  return settings .. '.' .. values_tag(args[13], args[2], pack_address(address), address)
end

-- Puts a new command into the lists of its home and its device. Lists forget what is older than any command is kept.
local function list_command(args, now)
  local kept_ms = 2 * tonumber(args[12]) + tonumber(args[5])
  local of_home = args[13] .. 'commands'
  redis.call('XADD', of_home, 'MAXLEN', '~', args[17], '*', 'c', args[1], 'h', args[2], 'a', args[3])
  redis.call('XTRIM', of_home, 'MINID', '~', text(math.max(0, now - 4 * tonumber(args[12]))))
  redis.call('PEXPIRE', of_home, kept_ms)
  if args[3] ~= '' then
    local of_device = of_home .. ':' .. args[3]
    if redis.call('LPUSH', of_device, args[1]) > tonumber(args[18]) then
      redis.call('LTRIM', of_device, 0, tonumber(args[18]) - 1)
    end
    redis.call('PEXPIRE', of_device, kept_ms)
  end
end

-- Stores a new command and puts it at the end of its hub's queue.
-- KEYS: command, open commands, hub, events, then, if there is an idempotency key, its own
-- ARGV: 1 command id, 2 hub id, 3 IEEE address or '', 4 what was asked (JSON), 5 TTL (ms), 6 'queue' or 'refuse' when the
--   hub is offline, 7 most open commands of the hub, 8 this node, 9 epoch of the session into which this node can send it at
--   once or '', 10 most events, 11 digest of the request, 12 how long idempotency keys are kept (ms), 13 prefix of the
--   home's keys, 14 the 8 bytes of the device's address if no other hub of the home may have it, else '', 15 tags that the
--   device (or the hub, without one) may have, 16 'settings' if only that part of a device's tag counts, 17 most commands
--   that a home lists, 18 most that a device lists
-- Reply: {'created', state, created at, expires at, node that holds the session or ''},
--   {'repeated', id of the first command, all its fields}, {'conflict'}, {'unknown-hub'}, {'offline'}, {'full'},
--   {'elsewhere'}, {'other-tag'}
-- Cost: O(1), or with a device O(hubs of the home), or with tags O(open commands of the hub)
local function command_create(keys, args)
  if keys[5] then
    local first = redis.call('HMGET', keys[5], 'c', 'd')
    if first[1] then
      if first[2] ~= args[11] then
        return { 'conflict' }
      end
      return { 'repeated', first[1], redis.call('HGETALL', args[13] .. 'command:' .. first[1]) }
    end
  end
  local hub = redis.call('HMGET', keys[3], 'pk', 'on', 'n', 'e')
  if not hub[1] then
    return { 'unknown-hub' }
  end
  if args[14] ~= '' then
    for _, other in ipairs(redis.call('SMEMBERS', args[13] .. 'hubs')) do
      if other ~= args[2] and redis.call('HEXISTS', args[13] .. 'state:' .. other, args[14]) == 1 then
        return { 'elsewhere' }
      end
    end
  end
  if args[15] ~= '' and not allows(args[15], tag_of_target(args, keys[3])) then
    return { 'other-tag' }
  end
  if hub[2] ~= '1' and args[6] == 'refuse' then
    return { 'offline' }
  end
  if redis.call('LLEN', keys[2]) >= tonumber(args[7]) then
    return { 'full' }
  end
  local now = now_ms()
  local expires = now + tonumber(args[5])
  local sent = hub[2] == '1' and hub[3] == args[8] and hub[4] == args[9]
  local state = sent and 'sent' or 'queued'
  redis.call('HSET', keys[1], 'h', args[2], 'a', args[3], 'i', args[4], 's', state, 't', text(now), 'x', text(expires),
    'c', text(now), 'o', args[8])
  redis.call('RPUSH', keys[2], args[1])
  list_command(args, now)
  if keys[5] then
    redis.call('HSET', keys[5], 'c', args[1], 'd', args[11])
    redis.call('PEXPIRE', keys[5], args[12])
  end
  local address = args[3] == '' and 'null' or '"' .. args[3] .. '"'
  append_events(keys[4], args[10], args[2], event(10, now, ',' .. address .. ',"' .. args[1] .. '"'))
  if not sent and hub[2] == '1' then
    redis.call('PUBLISH', 'zf:node:' .. hub[3], 'queued ' .. args[2])
  end
  return { 'created', state, text(now), text(expires), hub[2] == '1' and hub[3] or '' }
end

-- Whether a command is still known and in one of the states (joined by commas, '' for any). Returns all its fields.
local function listed(prefix, id, states)
  local command_key = prefix .. 'command:' .. id
  local state = redis.call('HGET', command_key, 's')
  if not state or (states ~= '' and not string.find(',' .. states .. ',', ',' .. state .. ',', 1, true)) then
    return nil
  end
  return redis.call('HGETALL', command_key)
end

-- Commands of a home, newest first.
-- KEYS: commands of the home
-- ARGV: prefix of the home's keys, place after which to go on or '', most commands, most places to look at, hub id or '',
--   states joined by commas or ''
-- Reply: {place after which to go on or '' at the end, for each: {id, all fields}}
-- Cost: O(places to look at)
local function commands_list(keys, args)
  local limit, left = tonumber(args[3]), tonumber(args[4])
  local from = args[2] == '' and '+' or '(' .. args[2]
  local reply = { '' }
  while left > 0 do
    local entries = redis.call('XREVRANGE', keys[1], from, '-', 'COUNT', math.min(left, 100))
    for _, entry in ipairs(entries) do
      if #reply > limit then
        return reply
      end
      reply[1] = entry[1]
      local fields = entry[2]
      if args[5] == '' or fields[4] == args[5] then
        local command = listed(args[1], fields[2], args[6])
        if command then
          reply[#reply + 1] = { fields[2], command }
        end
      end
    end
    if #entries < math.min(left, 100) then
      reply[1] = ''
      return reply
    end
    from = '(' .. reply[1]
    left = left - #entries
  end
  return reply
end

-- Commands of a device, newest first.
-- KEYS: commands of the device
-- ARGV: prefix of the home's keys, id of the command after which to go on or '', most commands, states joined by commas or ''
-- Reply: {id after which to go on or '' at the end, for each: {id, all fields}}
-- Cost: O(commands that a device lists)
local function device_commands_list(keys, args)
  local limit = tonumber(args[3])
  local ids = redis.call('LRANGE', keys[1], 0, -1)
  local reply = { '' }
  local is_after = args[2] == ''
  local last
  for _, id in ipairs(ids) do
    if is_after then
      local command = listed(args[1], id, args[4])
      if command and #reply > limit then
        reply[1] = last
        return reply
      elseif command then
        reply[#reply + 1] = { id, command }
        last = id
      end
    end
    is_after = is_after or id == args[2]
  end
  return reply
end

-- Begins a batch under an idempotency key: which devices it is for stays what it was at the first time.
-- KEYS: idempotency key
-- ARGV: digest of the request, devices (JSON), how long idempotency keys are kept (ms)
-- Reply: {'new'}, {'repeated', devices of the first time}, {'conflict'}
-- Cost: O(devices)
local function batch_begin(keys, args)
  local first = redis.call('HMGET', keys[1], 'd', 'l')
  if first[1] then
    return first[1] == args[1] and { 'repeated', first[2] } or { 'conflict' }
  end
  redis.call('HSET', keys[1], 'd', args[1], 'l', args[2])
  redis.call('PEXPIRE', keys[1], args[3])
  return { 'new' }
end

-- Hands the commands of a hub to the node that holds its session: those that are queued become sent.
-- KEYS: hub, open commands, events
-- ARGV: hub id, node, epoch, 'all' (a new session: the ones that were sent before too) or 'queued', most commands,
--   prefix of the home's keys, how long ended commands are kept (ms), most events
-- Reply: {'fenced'} or {'taken', for each: id, what was asked, remaining time (ms, may be negative)}
-- Cost: O(open commands of the hub), bounded
local function commands_take(keys, args)
  local hub = redis.call('HMGET', keys[1], 'on', 'e', 'n')
  if hub[1] ~= '1' or hub[2] ~= args[3] or hub[3] ~= args[2] then
    return { 'fenced' }
  end
  local now = now_ms()
  local reply = { 'taken' }
  local events = {}
  for _, id in ipairs(redis.call('LRANGE', keys[2], 0, -1)) do
    local command_key = args[6] .. 'command:' .. id
    local fields = redis.call('HMGET', command_key, 's', 'i', 'x')
    if not fields[1] then
      redis.call('LREM', keys[2], 1, id)
    elseif fields[1] == 'queued' and now >= tonumber(fields[3]) then
      events[#events + 1] = end_command(command_key, keys[2], id, 'expired', '', '', now, args[7], '')
    elseif #reply <= tonumber(args[5]) and (fields[1] == 'queued' or args[4] == 'all') then
      if fields[1] == 'queued' then
        redis.call('HSET', command_key, 's', 'sent', 'c', text(now))
      end
      reply[#reply + 1] = { id, fields[2], text(tonumber(fields[3]) - now) }
    end
  end
  if #events > 0 then
    append_events(keys[3], args[8], args[1], table.concat(events, ','))
  end
  return reply
end

-- Says that the hub has these commands. Never undoes an end.
-- KEYS: commands
-- ARGV: hub id
-- Reply: how many were marked
-- Cost: O(commands)
local function commands_delivered(keys, args)
  local now = text(now_ms())
  local count = 0
  for _, command_key in ipairs(keys) do
    local fields = redis.call('HMGET', command_key, 's', 'h')
    if (fields[1] == 'queued' or fields[1] == 'sent') and fields[2] == args[1] then
      redis.call('HSET', command_key, 's', 'delivered', 'c', now)
      count = count + 1
    end
  end
  return count
end

-- Ends a command that nobody has handed to the hub.
-- KEYS: command, events
-- ARGV: command id, most events, how long ended commands are kept (ms), prefix of the home's keys
-- Reply: all fields of the command after that, none if it is not known
-- Cost: O(open commands of the hub), bounded
local function command_cancel(keys, args)
  local fields = redis.call('HMGET', keys[1], 's', 'h')
  if fields[1] == 'queued' then
    local open_key = args[4] .. 'open:' .. fields[2]
    local ended = end_command(keys[1], open_key, args[1], 'cancelled', '', '', now_ms(), args[3], '')
    append_events(keys[2], args[2], fields[2], ended)
  end
  return redis.call('HGETALL', keys[1])
end

-- Looks at commands whose time has come. One that still waits for its hub expires. One that was handed to the hub may run
-- there, so that only the hub can say; if it has not said so for the grace time, nobody knows.
-- KEYS: events, then one command for each id
-- ARGV: most events, how long ended commands are kept (ms), grace (ms), result and payload of an unknown end, prefix of
--   the home's keys, then the ids
-- Reply: for each: when to look again (ms since the Unix epoch), '0' for not at all
-- Cost: O(ids)
local function commands_expire(keys, args)
  local now = now_ms()
  local reply = {}
  for index = 2, #keys do
    local id = args[5 + index]
    local fields = redis.call('HMGET', keys[index], 's', 'h', 'x')
    local again = '0'
    if fields[1] and not is_final(fields[1]) then
      local open_key = args[6] .. 'open:' .. fields[2]
      local expires = tonumber(fields[3])
      local final_time = fields[1] == 'queued' and expires or expires + tonumber(args[3])
      if now < final_time then
        again = text(final_time)
      else
        local ended
        if fields[1] == 'queued' then
          ended = end_command(keys[index], open_key, id, 'expired', '', '', now, args[2], '')
        else
          ended = end_command(keys[index], open_key, id, 'failed', args[4], args[5], now, args[2], '')
        end
        append_events(keys[1], args[1], fields[2], ended)
      end
    end
    reply[#reply + 1] = again
  end
  return reply
end

-- Notes that somebody has to look at a command after a while.
-- KEYS: due
-- ARGV: member, while (ms)
-- Reply: 1
-- Cost: O(log(all))
local function due_note(keys, args)
  return redis.call('ZADD', keys[1], text(now_ms() + tonumber(args[2])), args[1])
end

-- Takes members whose time has come, and holds them back for a while from whoever asks next.
-- KEYS: due
-- ARGV: most members, hold (ms)
-- Reply: the members
-- Cost: O(members * log(all))
local function due_take(keys, args)
  local now = now_ms()
  local members = redis.call('ZRANGEBYSCORE', keys[1], '-inf', text(now), 'LIMIT', 0, args[1])
  for _, member in ipairs(members) do
    redis.call('ZADD', keys[1], text(now + tonumber(args[2])), member)
  end
  return members
end

redis.register_function('zf_command_create_@VERSION@', command_create)
redis.register_function('zf_batch_begin_@VERSION@', batch_begin)
redis.register_function({ function_name = 'zf_commands_list_@VERSION@', callback = commands_list, flags = { 'no-writes' } })
redis.register_function({
  function_name = 'zf_device_commands_list_@VERSION@',
  callback = device_commands_list,
  flags = { 'no-writes' },
})
redis.register_function('zf_commands_take_@VERSION@', commands_take)
redis.register_function('zf_commands_delivered_@VERSION@', commands_delivered)
redis.register_function('zf_command_cancel_@VERSION@', command_cancel)
redis.register_function('zf_commands_expire_@VERSION@', commands_expire)
redis.register_function('zf_due_note_@VERSION@', due_note)
redis.register_function('zf_due_take_@VERSION@', due_take)
