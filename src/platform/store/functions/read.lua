-- What the hub's open commands ask for, oldest first.
local function open_requests(prefix, hub)
  local requests = {}
  for _, id in ipairs(redis.call('LRANGE', prefix .. 'open:' .. hub, 0, -1)) do
    local request = redis.call('HGET', prefix .. 'command:' .. id, 'i')
    if request then
      requests[#requests + 1] = request
    end
  end
  return requests
end

-- What the hub's open commands ask of one device, oldest first.
local function open_requests_of(prefix, hub, address)
  local requests = {}
  for _, id in ipairs(redis.call('LRANGE', prefix .. 'open:' .. hub, 0, -1)) do
    local command = redis.call('HMGET', prefix .. 'command:' .. id, 'a', 'i')
    if command[1] == address then
      requests[#requests + 1] = command[2]
    end
  end
  return requests
end

-- The tag of how people have set a device up: its settings and its room.
local function settings_tag(prefix, address)
  local settings = redis.call('HGET', prefix .. 'settings', address) or ''
  return tag_of({ settings, redis.call('HGET', prefix .. 'places', address) or '' })
end

-- The tag of what a device says and is asked for, at one hub: device-reader.ts computes the same.
local function values_tag(prefix, hub, packed_address, address)
  local known = redis.call('HMGET', prefix .. 'hub:' .. hub, 'on', 'oc')
  local state = redis.call('HGET', prefix .. 'state:' .. hub, packed_address) or ''
  local parts = { state, known[1] or '', known[2] or '' }
  for _, request in ipairs(open_requests_of(prefix, hub, address)) do
    parts[#parts + 1] = request
  end
  return tag_of(parts)
end

-- One device, wherever in the home it is.
-- KEYS: hubs
-- ARGV: prefix of the home's keys, address (8 bytes), address (text)
-- Reply: {settings or '', room or '', for each hub that has it: {hub id, all fields of the hub, state, requests of the
--   open commands to the device}}
-- Cost: O(hubs of the home + open commands of those that have it)
local function device_read(keys, args)
  local settings = redis.call('HGET', args[1] .. 'settings', args[3]) or ''
  local reply = { settings, redis.call('HGET', args[1] .. 'places', args[3]) or '' }
  for _, hub in ipairs(redis.call('SMEMBERS', keys[1])) do
    local state = redis.call('HGET', args[1] .. 'state:' .. hub, args[2])
    if state then
      local requests = open_requests_of(args[1], hub, args[3])
      reply[#reply + 1] = { hub, redis.call('HGETALL', args[1] .. 'hub:' .. hub), state, requests }
    end
  end
  return reply
end

-- A hub of the home that has the device; nil if none has it.
local function hub_with(prefix, hubs_key, packed_address)
  for _, hub in ipairs(redis.call('SMEMBERS', hubs_key)) do
    if redis.call('HEXISTS', prefix .. 'state:' .. hub, packed_address) == 1 then
      return hub
    end
  end
  return nil
end

-- The event of how people have set a device up from now on.
local function settings_event(settings, room, address)
  local after = cjson.encode({
    name = settings.name or cjson.null,
    icon = settings.icon or cjson.null,
    roomId = room or cjson.null,
  })
  return event(6, now_ms(), ',"' .. address .. '",' .. after)
end

-- Changes how people have set a device up. Kept under its address, it outlives hubs and memberships of the network.
-- Settings are JSON by address: {"name":"…","icon":"…","version":1}, name and icon only if they are set.
-- KEYS: settings, places, rooms, hubs, events
-- ARGV: prefix of the home's keys, address (8 bytes), address (text), tags that the settings may have, most devices with
--   settings, most events, then for name, icon and room: '' to leave it, '-' for none, else '=' and the value
-- Reply: 'done', 'unknown' (no hub has the device), 'other-tag', 'no-room', 'full'
-- Cost: O(hubs of the home)
local function device_update(keys, args)
  local hub = hub_with(args[1], keys[4], args[2])
  if not hub then
    return 'unknown'
  end
  local address = args[3]
  if not allows(args[4], settings_tag(args[1], address)) then
    return 'other-tag'
  end
  local json = redis.call('HGET', keys[1], address)
  if not json and redis.call('HLEN', keys[1]) >= tonumber(args[5]) then
    return 'full'
  end
  local room = args[9]
  if string.sub(room, 1, 1) == '=' and redis.call('HEXISTS', keys[3], string.sub(room, 2)) == 0 then
    return 'no-room'
  end
  local settings = json and cjson.decode(json) or { version = 0 }
  for at, name in ipairs({ 'name', 'icon' }) do
    local given = args[6 + at]
    if given == '-' then
      settings[name] = nil
    elseif given ~= '' then
      settings[name] = string.sub(given, 2)
    end
  end
  settings.version = settings.version + 1
  redis.call('HSET', keys[1], address, cjson.encode(settings))
  if room == '-' then
    redis.call('HDEL', keys[2], address)
  elseif room ~= '' then
    redis.call('HSET', keys[2], address, string.sub(room, 2))
  end
  local room_after = redis.call('HGET', keys[2], address)
  append_events(keys[5], args[6], hub, settings_event(settings, room_after, address))
  return 'done'
end

-- All devices of one hub.
-- KEYS: hub, state
-- ARGV: prefix of the home's keys, hub id
-- Reply: {all fields of the hub, all states, requests of its open commands}
-- Cost: O(devices of the hub)
local function devices_read(keys, args)
  return { redis.call('HGETALL', keys[1]), redis.call('HGETALL', keys[2]), open_requests(args[1], args[2]) }
end

-- Hubs of the home.
-- KEYS: hubs
-- ARGV: prefix of the home's keys, hub id or '' for all of them
-- Reply: for each: {hub id, all fields, count of devices}
-- Cost: O(hubs of the home)
local function hubs_read(keys, args)
  local reply = {}
  local ids = args[2] == '' and redis.call('SMEMBERS', keys[1]) or { args[2] }
  for _, hub in ipairs(ids) do
    local fields = redis.call('HGETALL', args[1] .. 'hub:' .. hub)
    if #fields > 0 then
      reply[#reply + 1] = { hub, fields, redis.call('HLEN', args[1] .. 'state:' .. hub) }
    end
  end
  return reply
end

redis.register_function({ function_name = 'zf_device_read_@VERSION@', callback = device_read, flags = { 'no-writes' } })
redis.register_function('zf_device_update_@VERSION@', device_update)
redis.register_function({ function_name = 'zf_devices_read_@VERSION@', callback = devices_read, flags = { 'no-writes' } })
redis.register_function({ function_name = 'zf_hubs_read_@VERSION@', callback = hubs_read, flags = { 'no-writes' } })
