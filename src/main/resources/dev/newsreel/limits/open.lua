-- Tells how many calls may begin. Keys and arguments: room.lua
-- returns the number, when to ask again in ms, and why no more may begin (empty: nothing holds them back)
local most, again, why = room(nil)
return {tostring(most), tostring(again), why}
