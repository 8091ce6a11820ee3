(* An instance as one line of JSON. Reading it is not trusted, printing it is: what is printed with a verdict is what the
   theorem speaks of, whatever was read. Players are -1, 0, …, L outside and 0, 1, …, L + 1 in Coq. *)
open Verified
open Number

exception Unsupported of string

(* A size of 10^9 bits would be a number of as many digits. *)
let size key json =
  let k = Json.integer (Json.at key json) in
  if k < 0 then raise (Json.Malformed (Printf.sprintf "found %s %d, expected at least 0" key k)) else k

let sizes json = List.map (fun k -> n_of (Json.integer k)) (Json.list json)
let player_key slot = if slot = 0 then "w" else Printf.sprintf "z%d" (slot - 1)
let map f l = List.rev (List.rev_map f l)

let restriction slots inputs =
  let index k = n_of (Json.integer k) in
  match Json.find "tuples" inputs with
  | Some tuples -> Tuples (map (fun x -> map index (Json.list x)) (Json.list tuples))
  | None ->
    Lists (List.init slots (fun slot -> Option.map (fun l -> map index (Json.list l)) (Json.find (player_key slot) inputs)))

(* Whether the players are whole functions, or tokens whose messages are sums *)
type granularity = Functions | Sums

let granularity_of json =
  match Json.find "granularity" json with
  | None -> Functions
  | Some (Json.Text "sums") when Json.find "widths" json = None -> Sums
  | Some _ -> raise (Unsupported "found sums over tokens with widths, or another granularity, of which there are no theorems")

let model_of json =
  match Json.text (Json.at "kind" json) with
  | "decoder" -> Decoder
  | "encoder" -> Encoder
  | "chain-of-thought" when Json.find "widths" json = None ->
    let bits = match Json.at "thought_bits" json with Json.Text "unlimited" -> None | _ -> Some (n_of (size "thought_bits" json)) in
    let thoughts = size "thoughts" json in
    if thoughts > 10_000 then raise (Unsupported "found thoughts in their thousands, more than this checker writes out");
    Chain (nat_of thoughts, bits)
  | kind -> raise (Unsupported (Printf.sprintf "found a %s with widths, of which there are no theorems" kind))

let read json =
  let task = Json.at "task" json and model = Json.at "model" json in
  let q = sizes (Json.at "q" task) in
  let slots = List.length q + 2 in
  let restricted = restriction slots (Json.at "inputs" json) in
  let override json =
    { o_epoch = nat_of (size "epoch" json); o_from = nat_of (Json.integer (Json.at "from" json) + 1);
      o_to = nat_of (Json.integer (Json.at "to" json) + 1); o_bits = n_of (size "bits" json) }
  in
  ( (model_of model, granularity_of model),
    { the_task = { m = n_of (size "m" task); n0 = sizes (Json.at "n" task); q };
      epochs = nat_of (size "epochs" model);
      bits_per_token = n_of (size "bits_per_token" model);
      overrides = (match Json.find "widths" model with None -> [] | Some l -> map override (Json.list l));
      restricted } )

let numbers l = "[" ^ String.concat "," (map (fun k -> string_of_int (of_n k)) l) ^ "]"

let print_model (model, granularity) =
  let kind, rest =
    match model with
    | Decoder -> ("decoder", "")
    | Encoder -> ("encoder", "")
    | Chain (thoughts, bits) ->
      ( "chain-of-thought",
        Printf.sprintf ",\"thoughts\":%d,\"thought_bits\":%s" (of_nat thoughts)
          (match bits with None -> "\"unlimited\"" | Some b -> string_of_int (of_n b)) )
  in
  Printf.sprintf "\"kind\":\"%s\"%s%s" kind (match granularity with Functions -> "" | Sums -> ",\"granularity\":\"sums\"") rest

let print model instance =
  let { the_task = { m; n0; q }; epochs; bits_per_token; overrides; restricted } = instance in
  let inputs =
    match restricted with
    | Tuples xs -> "\"tuples\":[" ^ String.concat "," (map numbers xs) ^ "]"
    | Lists ls ->
      let list slot = Option.map (fun l -> Printf.sprintf "%S:%s" (player_key slot) (numbers l)) in
      String.concat "," (List.filter_map Fun.id (List.mapi list ls))
  in
  let override { o_epoch; o_from; o_to; o_bits } =
    Printf.sprintf "{\"epoch\":%d,\"from\":%d,\"to\":%d,\"bits\":%d}" (of_nat o_epoch) (of_nat o_from - 1)
      (of_nat o_to - 1) (of_n o_bits)
  in
  Printf.sprintf
    "{\"task\":{\"L\":%d,\"m\":%d,\"n\":%s,\"q\":%s},\"inputs\":{%s},\"model\":{%s,\"epochs\":%d,\"bits_per_token\":%d%s}}"
    (List.length q) (of_n m) (numbers n0) (numbers q) inputs (print_model model) (of_nat epochs) (of_n bits_per_token)
    (if overrides = [] then "" else ",\"widths\":[" ^ String.concat "," (map override overrides) ^ "]")

(* The table [inputs] of an instance file as arcsat writes it: a line an entry, whose list is also JSON *)
let restriction_of_toml instance text =
  let entry line =
    match String.index_opt line '=' with
    | Some k ->
      [ (String.trim (String.sub line 0 k), Json.parse (String.sub line (k + 1) (String.length line - k - 1))) ]
    | None -> []
  in
  let rec find = function [] -> [] | "[inputs]" :: lines -> take lines | _ :: lines -> find lines
  and take = function line :: lines when line <> "" && line.[0] <> '[' -> entry line @ take lines | _ -> [] in
  restriction (List.length instance.the_task.q + 2) (Json.Table (find (String.split_on_char '\n' text)))
