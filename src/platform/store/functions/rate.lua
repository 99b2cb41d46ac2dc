-- Takes permits from a bucket that fills steadily. What is stored is the time when the bucket will be full again, in
-- microseconds (the generic cell rate algorithm), so that a bucket costs nothing while nobody uses it.
-- KEYS: bucket
-- ARGV: permits a second, most permits at once, how many are wanted
-- Reply: {how many were given, how many are left, ms until one more is there, ms until it is full}
-- Cost: O(1)
local function rate_take(keys, args)
  local time = redis.call('TIME')
  local now = time[1] * 1000000 + time[2]
  local interval = 1000000 / tonumber(args[1])
  local burst = tonumber(args[2])
  local full_at = math.max(now, tonumber(redis.call('GET', keys[1]) or '0'))
  local left = math.floor(burst - (full_at - now) / interval + 0.000001)
  local given = math.max(0, math.min(left, tonumber(args[3])))
  if given > 0 then
    full_at = full_at + given * interval
    redis.call('SET', keys[1], string.format('%.0f', full_at), 'PX', math.ceil((full_at - now) / 1000) + 1)
  end
  left = left - given
  local wait = left >= 1 and 0 or math.max(1, math.ceil((full_at - now - (burst - 1) * interval) / 1000))
  return { given, left, wait, math.ceil((full_at - now) / 1000) }
end

redis.register_function('zf_rate_take_@VERSION@', rate_take)
