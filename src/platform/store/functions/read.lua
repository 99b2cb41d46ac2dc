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

-- One device, wherever in the home it is.
-- KEYS: hubs
-- ARGV: prefix of the home's keys, address (8 bytes)
-- Reply: for each hub that has it: {hub id, all fields of the hub, state, requests of its open commands}
-- Cost: O(hubs of the home)
local function device_read(keys, args)
  local reply = {}
  for _, hub in ipairs(redis.call('SMEMBERS', keys[1])) do
    local state = redis.call('HGET', args[1] .. 'state:' .. hub, args[2])
    if state then
      reply[#reply + 1] = { hub, redis.call('HGETALL', args[1] .. 'hub:' .. hub), state, open_requests(args[1], hub) }
    end
  end
  return reply
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
redis.register_function({ function_name = 'zf_devices_read_@VERSION@', callback = devices_read, flags = { 'no-writes' } })
redis.register_function({ function_name = 'zf_hubs_read_@VERSION@', callback = hubs_read, flags = { 'no-writes' } })
