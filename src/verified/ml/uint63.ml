(* Trusted: Coq's 63-bit machine integers. OCaml's have as many bits; comparison is unsigned. *)
type t = int
let of_int (x : int) = x
let add (a : int) b = a + b
let mul (a : int) b = a * b
let sub (a : int) b = a - b
let l_or (a : int) b = a lor b
let l_xor (a : int) b = a lxor b
let l_and (a : int) b = a land b
let l_sl (a : int) b = if 0 <= b && b < 63 then a lsl b else 0
let l_sr (a : int) b = if 0 <= b && b < 63 then a lsr b else 0
let equal (a : int) b = a = b
let lt (a : int) b = a lxor min_int < b lxor min_int
let le (a : int) b = a lxor min_int <= b lxor min_int
