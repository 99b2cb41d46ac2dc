-- Groups are JSON by id: {"name":"…","members":["0x…"],"zigbeeGroupId":16385,"version":1}.

-- Stores a group, new or changed. A new one gets a Zigbee group id that no group of the home had before, as long as the
-- ids last: a device that was not there when a group was removed may still think that it is in it.
-- KEYS: groups, count of Zigbee group ids
-- ARGV: group id, group (JSON, without Zigbee group id and version), '1' if it is new, most groups, tags that it may have,
--   lowest Zigbee group id, how many there are
-- Reply: 'done', 'unknown', 'full', 'other-tag'
-- Cost: O(1)
local function group_put(keys, args)
  local known = redis.call('HGET', keys[1], args[1])
  if args[3] ~= '1' and not known then
    return 'unknown'
  end
  if known and not allows(args[5], tag_of({ known })) then
    return 'other-tag'
  end
  if not known and redis.call('HLEN', keys[1]) >= tonumber(args[4]) then
    return 'full'
  end
  local number
  if known then
    number = cjson.decode(known).zigbeeGroupId
  else
    number = tonumber(args[6]) + (redis.call('INCR', keys[2]) - 1) % tonumber(args[7])
  end
  local json = string.sub(args[2], 1, -2) .. ',"zigbeeGroupId":' .. text(number) .. '}'
  redis.call('HSET', keys[1], args[1], next_version(json, known))
  return 'done'
end

-- Removes a group.
-- KEYS: groups
-- ARGV: group id, tags that it may have
-- Reply: 'done', 'unknown', 'other-tag'
-- Cost: O(1)
local function group_delete(keys, args)
  local known = redis.call('HGET', keys[1], args[1])
  if not known then
    return 'unknown'
  end
  if not allows(args[2], tag_of({ known })) then
    return 'other-tag'
  end
  redis.call('HDEL', keys[1], args[1])
  return 'done'
end

redis.register_function('zf_group_put_@VERSION@', group_put)
redis.register_function('zf_group_delete_@VERSION@', group_delete)
