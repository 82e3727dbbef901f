-- Knocks at the doors of many labs in turn: small requests, logins, tokens, and bodies as large as are kept.
local labs, last = {}, 0
local body = string.rep("x", 16 * 1024)
local form = { ["Content-Type"] = "application/x-www-form-urlencoded" }
local basic = { Authorization = "Basic YWxpY2U6d29uZGVybGFuZA==" }

function init()
  for line in io.lines(os.getenv("LABS")) do labs[#labs + 1] = line end
  math.randomseed(tonumber(os.getenv("SEED")))
end

function request()
  last = last + 1
  local lab = labs[math.random(#labs)]
  local kind = last % 8
  if kind == 0 then return wrk.format("POST", lab .. "basic/", basic, body) end
  if kind == 1 then return wrk.format("POST", lab .. "token", form, "sub=alice") end
  if kind == 2 then return wrk.format("GET", lab .. "digest/") end
  if kind == 3 then return wrk.format("POST", lab .. "session/login", form, "user=alice&password=wonderland") end
  if kind == 4 then return wrk.format("GET", lab .. "forbidden/quota/?n=" .. last) end
  return wrk.format("GET", lab .. "basic/?" .. last, basic)
end
