-- Feeds the history of a home from its event stream. The place that was reached is moved in the same call that stores the
-- points, and only from where the caller believes it to be: so every event counts once, whoever feeds.

-- Fields of the feed's hash:
--   p id of the entry that was fed last, h node that feeds, u until when (its lease), g how often entries were trimmed
--   before they were fed, d<device or hub> points of it that were dropped

-- What is to be fed next.
-- KEYS: feed, events
-- ARGV: 1 node, 2 lease (ms), 3 '1' to take it whoever has the lease, 4 most entries
-- Reply: {'held'} if another node feeds this home, else {'taken', place, '1' if entries after it were trimmed, entries}
-- Cost: O(entries); writes only if there is something to feed
local function history_take(keys, args)
  local feed = redis.call('HMGET', keys[1], 'p', 'h', 'u')
  local now = now_ms()
  local is_mine = feed[2] == args[1]
  if args[3] ~= '1' and feed[2] and not is_mine and tonumber(feed[3]) > now then
    return { 'held' }
  end
  local place = feed[1] or '0-0'
  -- The entry of the place itself shows that nothing between was trimmed.
  local entries = redis.call('XRANGE', keys[2], place, '+', 'COUNT', tonumber(args[4]) + 1)
  local trimmed = '0'
  if entries[1] and entries[1][1] == place then
    table.remove(entries, 1)
  elseif entries[1] and place ~= '0-0' then
    trimmed = '1'
  end
  if #entries > 0 and args[3] ~= '1' then
    redis.call('HSET', keys[1], 'h', args[1], 'u', text(now + tonumber(args[2])))
  end
  return { 'taken', place, trimmed, entries }
end

-- Stores what was fed and moves the place.
-- KEYS: feed, then one of a day for each chunk
-- ARGV: 1 place before, 2 place after, 3 '1' if entries before were trimmed, 4 count of drops, then that often: device or hub,
--   count; for each chunk: 'append' or 'replace', bytes, when it expires (ms since the epoch)
-- Reply: 1, or 0 if the place is not where it was thought to be: nothing is stored then
-- Cost: O(bytes of the chunks)
local function history_commit(keys, args)
  if (redis.call('HGET', keys[1], 'p') or '0-0') ~= args[1] then
    return 0
  end
  redis.call('HSET', keys[1], 'p', args[2])
  if args[3] == '1' then
    redis.call('HINCRBY', keys[1], 'g', 1)
  end
  local at = 5
  for _ = 1, tonumber(args[4]) do
    redis.call('HINCRBY', keys[1], 'd' .. args[at], args[at + 1])
    at = at + 2
  end
  for index = 2, #keys do
    local bytes = args[at + 1]
    if args[at] == 'append' then
      -- Not APPEND: that would keep as many bytes again free for more.
      bytes = (redis.call('GET', keys[index]) or '') .. bytes
    end
    redis.call('SET', keys[index], bytes, 'PXAT', args[at + 2])
    at = at + 3
  end
  return 1
end

redis.register_function('zf_history_take_@VERSION@', history_take)
redis.register_function('zf_history_commit_@VERSION@', history_commit)
