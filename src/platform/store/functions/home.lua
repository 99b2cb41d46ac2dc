-- Members are JSON by account id: {"role":"guest","sinceMs":0,"limits":{…} or null,"version":1}. The tag of a member or
-- room is that of its JSON.

local function role_of(members_key, account)
  local json = redis.call('HGET', members_key, account)
  return json and cjson.decode(json).role, json
end

-- Uses an invitation up and makes the account a member.
-- KEYS: invitations, members
-- ARGV: invitation id, account, member (JSON)
-- Reply: 'joined', 'member' (it is one already: the invitation stays good), 'unknown'
-- Cost: O(1)
local function invitation_use(keys, args)
  if redis.call('HEXISTS', keys[1], args[1]) == 0 then
    return 'unknown'
  end
  if redis.call('HEXISTS', keys[2], args[2]) == 1 then
    return 'member'
  end
  redis.call('HDEL', keys[1], args[1])
  redis.call('HSET', keys[2], args[2], next_version(args[3]))
  return 'joined'
end

-- Changes or removes a member who is not the owner.
-- KEYS: members, pins
-- ARGV: account, member (JSON) or '' to remove, tags that it may have
-- Reply: 'done', 'owner' (nothing changed), 'unknown', 'other-tag'
-- Cost: O(1)
local function member_change(keys, args)
  local role, before = role_of(keys[1], args[1])
  if not role then
    return 'unknown'
  end
  if not allows(args[3], tag_of({ before })) then
    return 'other-tag'
  end
  if role == 'owner' then
    return 'owner'
  end
  if args[2] == '' then
    redis.call('HDEL', keys[1], args[1])
    redis.call('HDEL', keys[2], args[1])
  else
    redis.call('HSET', keys[1], args[1], next_version(args[2], before))
  end
  return 'done'
end

-- Makes another member the owner; who was it stays as an admin.
-- KEYS: members
-- ARGV: owner, next owner, both as members (JSON): the next owner, the owner before
-- Reply: 'done', 'not-owner', 'unknown'
-- Cost: O(1)
local function home_transfer(keys, args)
  local role, owner = role_of(keys[1], args[1])
  if role ~= 'owner' then
    return 'not-owner'
  end
  local other_role, other = role_of(keys[1], args[2])
  if not other_role then
    return 'unknown'
  end
  redis.call('HSET', keys[1], args[2], next_version(args[3], other), args[1], next_version(args[4], owner))
  return 'done'
end

-- Changes fields of a home. Its hash has v, its version; its tag is made of when it was made and that.
-- KEYS: home
-- ARGV: tags that it may have, then name and value of each field
-- Reply: 'done', 'unknown', 'other-tag'
-- Cost: O(fields)
local function home_update(keys, args)
  local known = redis.call('HMGET', keys[1], 'createdAtMs', 'v')
  if not known[1] then
    return 'unknown'
  end
  if not allows(args[1], tag_of({ known[1], known[2] or '' })) then
    return 'other-tag'
  end
  for at = 2, #args, 2 do
    redis.call('HSET', keys[1], args[at], args[at + 1])
  end
  redis.call('HINCRBY', keys[1], 'v', 1)
  return 'done'
end

-- Stores a room, new or changed. Rooms are JSON by id: {"name":"…","parentId":"…" or null,"version":1}.
-- KEYS: rooms
-- ARGV: room id, room (JSON), id of the parent or '', deepest nesting, most rooms, '1' if it must be there already,
--   tags that it may have
-- Reply: 'done', 'unknown', 'no-parent', 'too-deep' (or a circle), 'full', 'other-tag'
-- Cost: O(rooms)
local function room_put(keys, args)
  local id, parent, depth_max = args[1], args[3], tonumber(args[4])
  local known = redis.call('HGET', keys[1], id)
  if args[6] == '1' and not known then
    return 'unknown'
  end
  if known and not allows(args[7], tag_of({ known })) then
    return 'other-tag'
  end
  if not known and redis.call('HLEN', keys[1]) >= tonumber(args[5]) then
    return 'full'
  end
  local parents = {}
  local flat = redis.call('HGETALL', keys[1])
  for at = 1, #flat, 2 do
    local above = cjson.decode(flat[at + 1]).parentId
    parents[flat[at]] = type(above) == 'string' and above or ''
  end
  if parent ~= '' and not parents[parent] then
    return 'no-parent'
  end
  parents[id] = parent
  for each in pairs(parents) do
    local depth, at = 0, each
    while at and at ~= '' do
      depth = depth + 1
      if depth > depth_max then
        return 'too-deep'
      end
      at = parents[at]
    end
  end
  redis.call('HSET', keys[1], id, next_version(args[2], known))
  return 'done'
end

-- Removes a room that has no rooms in it. Its devices are in no room then.
-- KEYS: rooms, places, settings, hubs, events
-- ARGV: room id, tags that it may have, prefix of the home's keys, most events
-- Reply: 'done', 'unknown', 'has-rooms', 'other-tag'
-- Cost: O(rooms + devices with a room + devices of the room * hubs of the home)
local function room_delete(keys, args)
  local known = redis.call('HGET', keys[1], args[1])
  if not known then
    return 'unknown'
  end
  if not allows(args[2], tag_of({ known })) then
    return 'other-tag'
  end
  for _, json in ipairs(redis.call('HVALS', keys[1])) do
    if cjson.decode(json).parentId == args[1] then
      return 'has-rooms'
    end
  end
  local places = redis.call('HGETALL', keys[2])
  for at = 1, #places, 2 do
    if places[at + 1] == args[1] then
      local address = places[at]
      redis.call('HDEL', keys[2], address)
      local json = redis.call('HGET', keys[3], address)
      local settings = json and cjson.decode(json) or { version = 0 }
      settings.version = settings.version + 1
      redis.call('HSET', keys[3], address, cjson.encode(settings))
      local hub = hub_with(args[3], keys[4], pack_address(address))
      if hub then
        append_events(keys[5], args[4], hub, settings_event(settings, false, address))
      end
    end
  end
  redis.call('HDEL', keys[1], args[1])
  return 'done'
end

redis.register_function('zf_invitation_use_@VERSION@', invitation_use)
redis.register_function('zf_member_change_@VERSION@', member_change)
redis.register_function('zf_home_transfer_@VERSION@', home_transfer)
redis.register_function('zf_home_update_@VERSION@', home_update)
redis.register_function('zf_room_put_@VERSION@', room_put)
redis.register_function('zf_room_delete_@VERSION@', room_delete)
