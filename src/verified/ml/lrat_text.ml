(* Not trusted: an LRAT proof as a stream of steps. What it makes of a file is only a proposal. *)
open Verified

type reader = { channel : in_channel; buffer : Bytes.t; mutable at : int; mutable filled : int; mutable lemmas : int }

let of_channel channel = { channel; buffer = Bytes.create 65536; at = 0; filled = 0; lemmas = 0 }

let next r =
  if r.at = r.filled then begin
    r.filled <- input r.channel r.buffer 0 (Bytes.length r.buffer);
    r.at <- 0
  end;
  if r.filled = 0 then '\000'
  else begin
    let c = Bytes.unsafe_get r.buffer r.at in
    r.at <- r.at + 1;
    c
  end

exception Malformed of string

type token = End_of_file | Deletion | Integer of int

let rec number r sum = match next r with '0' .. '9' as c -> number r ((sum * 10) + Char.code c - 48) | _ -> sum

let rec token r =
  match next r with
  | ' ' | '\n' | '\r' | '\t' -> token r
  | '\000' -> End_of_file
  | 'd' -> Deletion
  | '-' -> Integer (-number r 0)
  | '0' .. '9' as c -> Integer (number r (Char.code c - 48))
  | c -> raise (Malformed (Printf.sprintf "found %C, expected a number" c))

(* The numbers up to the next 0 *)
let rec numbers r found =
  match token r with
  | Integer 0 -> List.rev found
  | Integer k -> numbers r (k :: found)
  | Deletion | End_of_file -> raise (Malformed "found an unfinished line, expected 0 at its end")

let literal k = if k > 0 then 2 * k else (-2 * k) + 1

let rec steps r : stream =
  lazy
    (match token r with
    | End_of_file -> End
    | Deletion -> raise (Malformed "found d, expected a number")
    | Integer id -> (
      match token r with
      | Deletion ->
        let ids = numbers r [] in
        Next (Delete ids, steps r)
      | Integer first ->
        let clause = if first = 0 then [] else List.rev_map literal (List.rev (numbers r [ first ])) in
        r.lemmas <- r.lemmas + 1;
        let hints = numbers r [] in
        Next (Add (id, clause, hints), steps r)
      | End_of_file -> raise (Malformed "found the end, expected a clause")))
