-- Fields of an account's hash: em e-mail, pw hash of the password or '', ct created at, op '1' if it runs the platform.
-- Fields of a login's hash: f digest of the part of its refresh tokens that stays, r digest of the part that changes.

-- Counts an attempt within a window that begins with the first one.
-- KEYS: counter
-- ARGV: most attempts, window (ms)
-- Reply: 0 if it is allowed, else how long until the window ends (ms)
-- Cost: O(1)
local function attempt_count(keys, args)
  local count = redis.call('INCR', keys[1])
  if count == 1 then
    redis.call('PEXPIRE', keys[1], args[2])
  end
  if count <= tonumber(args[1]) then
    return 0
  end
  return math.max(1, redis.call('PTTL', keys[1]))
end

-- Sets the password of an account that still has the one that was checked.
-- KEYS: account
-- ARGV: hash of the password before, hash of the new one, e-mail or '' to leave it
-- Reply: 1, or 0 if the account is gone or has another password meanwhile
-- Cost: O(1)
local function password_set(keys, args)
  if redis.call('HGET', keys[1], 'pw') ~= args[1] then
    return 0
  end
  redis.call('HSET', keys[1], 'pw', args[2])
  if args[3] ~= '' then
    redis.call('HSET', keys[1], 'em', args[3])
  end
  return 1
end

-- Begins a login; the oldest ones end if the account has too many.
-- KEYS: account, login, logins
-- ARGV: login id, digest that stays, digest that changes, how long it lives unused (ms), prefix of logins, most logins
-- Reply: 1, or 0 if there is no such account
-- Cost: O(log logins)
local function login_create(keys, args)
  if redis.call('EXISTS', keys[1]) == 0 then
    return 0
  end
  local now = now_ms()
  redis.call('ZREMRANGEBYSCORE', keys[3], '-inf', text(now))
  redis.call('HSET', keys[2], 'f', args[2], 'r', args[3])
  redis.call('PEXPIRE', keys[2], args[4])
  redis.call('ZADD', keys[3], text(now + tonumber(args[4])), args[1])
  while redis.call('ZCARD', keys[3]) > tonumber(args[6]) do
    local oldest = redis.call('ZPOPMIN', keys[3])
    redis.call('DEL', args[5] .. oldest[1])
  end
  return 1
end

-- Exchanges a refresh token for the next one. One that was exchanged before ends the login: somebody else has a copy.
-- KEYS: login, logins
-- ARGV: login id, digest that stays, digest that changes, next digest that changes, how long it lives unused (ms)
-- Reply: 'rotated', 'reused', 'unknown'
-- Cost: O(log logins)
local function login_rotate(keys, args)
  local known = redis.call('HMGET', keys[1], 'f', 'r')
  if not known[1] or known[1] ~= args[2] then
    return 'unknown'
  end
  if known[2] ~= args[3] then
    redis.call('DEL', keys[1])
    redis.call('ZREM', keys[2], args[1])
    return 'reused'
  end
  redis.call('HSET', keys[1], 'r', args[4])
  redis.call('PEXPIRE', keys[1], args[5])
  redis.call('ZADD', keys[2], text(now_ms() + tonumber(args[5])), args[1])
  return 'rotated'
end

-- Ends one login, or all.
-- KEYS: logins
-- ARGV: prefix of logins, login id or '' for all
-- Reply: how many ended
-- Cost: O(logins)
local function logins_end(keys, args)
  local ids = args[2] == '' and redis.call('ZRANGE', keys[1], 0, -1) or { args[2] }
  local count = 0
  for _, id in ipairs(ids) do
    redis.call('ZREM', keys[1], id)
    count = count + redis.call('DEL', args[1] .. id)
  end
  return count
end

-- Fields of a device login's hash: s 'pending', 'approved' or 'denied'; a account that approved; p when it was last asked.

-- Approves or denies a device login that waits.
-- KEYS: device login
-- ARGV: 'approved' or 'denied', account
-- Reply: 1, or 0 if there is none that waits
-- Cost: O(1)
local function device_login_decide(keys, args)
  if redis.call('HGET', keys[1], 's') ~= 'pending' then
    return 0
  end
  redis.call('HSET', keys[1], 's', args[1], 'a', args[2])
  return 1
end

-- Asks what became of a device login. What is decided is told once.
-- KEYS: device login
-- ARGV: least time between two questions (ms)
-- Reply: {'expired' | 'slow' | 'pending' | 'denied'} or {'approved', account}
-- Cost: O(1)
local function device_login_ask(keys, args)
  local known = redis.call('HMGET', keys[1], 's', 'a', 'p')
  if not known[1] then
    return { 'expired' }
  end
  if known[1] == 'pending' then
    local now = now_ms()
    redis.call('HSET', keys[1], 'p', text(now))
    local slow = known[3] and now - tonumber(known[3]) < tonumber(args[1])
    return { slow and 'slow' or 'pending' }
  end
  redis.call('DEL', keys[1])
  return { known[1], known[2] }
end

redis.register_function('zf_attempt_count_@VERSION@', attempt_count)
redis.register_function('zf_password_set_@VERSION@', password_set)
redis.register_function('zf_login_create_@VERSION@', login_create)
redis.register_function('zf_login_rotate_@VERSION@', login_rotate)
redis.register_function('zf_logins_end_@VERSION@', logins_end)
redis.register_function('zf_device_login_decide_@VERSION@', device_login_decide)
redis.register_function('zf_device_login_ask_@VERSION@', device_login_ask)
