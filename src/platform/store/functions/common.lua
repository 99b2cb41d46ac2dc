-- Shared by all functions of the library. Times are milliseconds since the Unix epoch by this server's clock, which is
-- the one clock that all nodes share. `@VERSION@` is replaced by a digest of the library when it is loaded.

-- Fields of a hub's hash:
--   pk public key, nm name, ic icon or '', m model, w software version, ct claimed at,
--   on '1' while a session is open, n its node, e epoch of the last session, oc when `on` last changed,
--   rv '1' if its key was revoked, rb the hub that has taken over from it, rp the hub from which it has taken over,
--   pj until when devices may join by the last command that said so,
--   j journal id, s sequence number applied last, g inventory digest, v version,
--   d<ref> digest of a descriptor (16 bytes)
-- Fields of a command's hash:
--   h hub id, a IEEE address or '', i what was asked (JSON), s state, t created at, x expires at, c changed at,
--   o node that waits for its end, r result (JSON)

local function now_ms()
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000)
end

local function text(number)
  return string.format('%.0f', number)
end

-- The entity tag of what these parts say; entity-tag.ts computes the same. Cost: O(bytes).
local function tag_of(parts)
  return string.sub(redis.sha1hex(table.concat(parts, '\0')), 1, 20)
end

-- The 8 bytes of an address of `0x` and 16 digits.
local function pack_address(address)
  local packed = string.gsub(string.sub(address, 3), '%x%x', function(digits)
    return string.char(tonumber(digits, 16))
  end)
  return packed
end

-- Whether a condition allows a change of what has this tag: '' none, '*' anything that is there, else tags joined by commas.
local function allows(if_match, tag)
  return if_match == '' or if_match == '*' or string.find(',' .. if_match .. ',', ',' .. tag .. ',', 1, true) ~= nil
end

-- A JSON object with a version that is one more than that of the object before (nil if there is none).
local function next_version(json, before)
  local version = before and cjson.decode(before).version or 0
  return string.sub(json, 1, -2) .. ',"version":' .. text(version + 1) .. '}'
end

-- Appends one entry of events, `[code,time,...],[...]`, and announces it. Cost: O(1).
local function append_events(events_key, events_max, hub, events)
  local json = '[' .. events .. ']'
  local id = redis.call('XADD', events_key, 'MAXLEN', '~', events_max, '*', 'h', hub, 'e', json)
  redis.call('PUBLISH', events_key, id .. ' ' .. hub .. ' ' .. json)
end

-- The one event `[code,time<rest>]`; `rest` is empty or begins with a comma.
local function event(code, time, rest)
  return '[' .. code .. ',' .. text(time) .. rest .. ']'
end

local function is_final(state)
  return state == 'succeeded' or state == 'failed' or state == 'expired' or state == 'cancelled'
end

local event_codes = { succeeded = 13, failed = 14, expired = 11, cancelled = 12 }

-- Ends a command unless it has ended. Returns the event, or nil if there was nothing to end.
-- `payload` is what the event says beyond which command it was: empty, or begins with a comma.
-- `node` is the one that knows already, so that it need not be told; '' for none.
-- `ended` is when it ended, by whichever clock; never before it was made.
local function end_command(command_key, open_key, id, state, result, payload, ended, keep_ms, node)
  local fields = redis.call('HMGET', command_key, 's', 'a', 'o', 'h', 't')
  if not fields[1] or is_final(fields[1]) then
    return nil
  end
  local now = math.max(ended, tonumber(fields[5]))
  redis.call('HSET', command_key, 's', state, 'c', text(now), 'r', result)
  redis.call('PEXPIRE', command_key, keep_ms)
  redis.call('LREM', open_key, 1, id)
  if fields[3] ~= '' and fields[3] ~= node then
    redis.call('PUBLISH', 'zf:node:' .. fields[3], 'ended ' .. string.match(command_key, '{(.-)}') .. ' ' .. id)
  end
  local address = fields[2] == '' and 'null' or '"' .. fields[2] .. '"'
  return event(event_codes[state], now, ',' .. address .. ',"' .. id .. '"' .. payload)
end
