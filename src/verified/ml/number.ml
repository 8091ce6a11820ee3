(* Trusted: OCaml's integers as Coq's, and back. *)
open Verified

let rec positive k = if k = 1 then XH else if k land 1 = 1 then XI (positive (k lsr 1)) else XO (positive (k lsr 1))
let n_of k = if k = 0 then N0 else Npos (positive k)

let rec of_positive = function
  | XH -> 1
  | XO p -> 2 * of_positive p
  | XI p -> (2 * of_positive p) + 1

let of_n = function N0 -> 0 | Npos p -> of_positive p
let rec nat_of k = if k <= 0 then O else S (nat_of (k - 1))
let rec of_nat = function O -> 0 | S k -> 1 + of_nat k
