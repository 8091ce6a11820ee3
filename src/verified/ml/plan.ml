(* What the encoder "compact" makes of each message. Not trusted: Verified checks it. *)
open Verified
open Number
type kind = Absent | Whole | Table | Informed | List | Relay

(* players are slots 0 … last; inputs: arrays by slot *)
let make ~last ~epochs ~(width : int -> int -> int -> int) ~answers inputs =
  let kinds = Hashtbl.create 97 in
  let kind m = Hashtbl.find kinds m in
  let range a b = if b < a then [] else List.init (b - a + 1) (fun k -> a + k) in
  let messages = List.concat_map (fun t -> List.concat_map (fun i -> List.map (fun j -> (t, j, i)) (range (i + 1) last)) (range 0 (last - 1))) (range 1 epochs) in
  List.iter (fun (t, j, i) -> Hashtbl.replace kinds (t, j, i) (if width t j i > 0 && (t < epochs || i = 0) then Table else Absent)) messages;
  let distinct f = let h = Hashtbl.create 97 in List.iter (fun x -> Hashtbl.replace h (f x) ()) inputs; Hashtbl.length h in
  let inputs_of p = distinct (fun x -> x.(p)) in
  let most k i =
    let h = Hashtbl.create 97 and c = Hashtbl.create 97 in
    List.iter (fun x -> if not (Hashtbl.mem h (x.(k), x.(i))) then begin Hashtbl.replace h (x.(k), x.(i)) ();
      Hashtbl.replace c x.(i) (1 + Option.value ~default:0 (Hashtbl.find_opt c x.(i))) end) inputs;
    Hashtbl.fold (fun _ n m -> max n m) c 0 in
  let whole = Hashtbl.create 97 in
  let is_whole k i = Hashtbl.mem whole (k, i) in
  List.iter (fun i ->
    List.iter (fun k ->
      let n = most k i in
      let fits = kind (1, k, i) = Table && n <= 1 lsl width 1 k i in
      if fits then Hashtbl.replace kinds (1, k, i) Whole;
      if fits || n = 1 then Hashtbl.replace whole (k, i) n) (range (i + 1) last);
    let rec down k = if k > i && is_whole k i then begin
      List.iter (fun t -> Hashtbl.replace kinds (t, k, i) Absent) (range 2 epochs); down (k - 1) end in
    down last) (range 0 (last - 1));
  (* Also of an input that is the only one: then no bits tell it. *)
  let told k i = is_whole k i in
  (* parts of view_shape: `Own, `Message (m, values) *)
  let shape i j epoch =
    let all_whole = List.for_all (fun k -> is_whole k i) (range (i + 1) (j - 1)) in
    List.concat_map (fun e -> List.concat_map (fun k ->
      if e = 1 && is_whole k i then [((e, k, i), float (Hashtbl.find whole (k, i)))]
      else if not all_whole && kind (e, k, i) <> Absent then [((e, k, i), 2. ** float (width e k i))] else [])
      (range (i + 1) (j - 1))) (range 1 (epoch - 1)) in
  let informed_from = Array.make (last + 1) (epochs + 1) in
  informed_from.(last) <- 1;
  let views i j t = List.fold_left (fun p (_, v) -> p *. v) (float (inputs_of i)) (shape i j t) in
  let can_be j e =
    let needed = ref 0. and said = ref 0. in
    List.for_all (fun t ->
      List.iter (fun i -> if kind (t, j, i) <> Absent then needed := !needed +. float (width t j i) *. views i j t) (range 0 (j - 1));
      said := !said +. float (width (t - 1) (j + 1) j);
      !needed <= !said) (range e epochs) in
  (try
    List.iter (fun j ->
      if j < last then begin
        match List.find_opt (can_be j) (range (informed_from.(j + 1) + 1) epochs) with
        | Some e -> informed_from.(j) <- e
        | None -> raise Exit
      end;
      let from = informed_from.(j) in
      List.iter (fun t -> List.iter (fun i -> if kind (t, j, i) = Table then Hashtbl.replace kinds (t, j, i) Informed) (range 0 (j - 1))) (range from epochs);
      if j < last then List.iter (fun t -> List.iter (fun k ->
        if kind (t, k, j) <> Absent then Hashtbl.replace kinds (t, k, j) (if k = j + 1 then Relay else Absent)) (range (j + 1) last)) (range (from - 1) epochs))
      (List.rev (range 1 last))
  with Exit -> ());
  let choices n k = let rec go i acc = if i > k then acc else go (i + 1) (acc *. float (n - k + i) /. float i) in if k > n then 0. else go 1 1. in
  let listed = ref None in
  (try List.iter (fun j ->
    let m = (epochs, j, 0) in
    let speaks = kind m = Table || kind m = Informed in
    if speaks && informed_from.(j) <= epochs && choices answers (1 lsl width epochs j 0 + 1) <= 1000. then begin
      Hashtbl.replace kinds m List; listed := Some m; raise Exit end;
    let n = Option.value ~default:0 (Hashtbl.find_opt whole (j, 0)) in
    if not (n = 1 || (n > 1 && epochs > 1)) then raise Exit) (range 1 last) with Exit -> ());
  let in_formula m = match kind m with Table | Informed -> true | _ -> false in
  let whole_to p epoch but = if epoch = 1 then [] else List.filter (fun k -> Some k <> but && told k p) (range (p + 1) last) in
  let heard p epoch but = List.concat_map (fun e -> List.filter in_formula (List.filter_map (fun k -> if Some k = but then None else Some (e, k, p)) (range (p + 1) last))) (range 1 (epoch - 1)) in
  let bits ms = List.fold_left (fun n (t, j, i) -> n + width t j i) 0 ms in
  let raw = List.filter_map (fun ((t, j, i) as m) ->
    match kind m with
    | Informed ->
      let parts = List.map fst (shape i j t) in
      Some (m, i :: List.filter_map (fun (e, k, i') -> if e = 1 && told k i' then Some k else None) parts, range j last, List.filter in_formula parts, [])
    | Table -> Some (m, i :: whole_to i t (Some j), j :: whole_to j t None, heard i t (Some j), heard j t None)
    | _ -> None) messages in
  let final_content = heard 0 (epochs + 1) None in
  (* With one possible answer there is no output to look up. *)
  let read_content = if answers = 1 then [] else final_content in
  let content (_, _, _, r, s) = r @ s in
  let slot_for m = List.find (fun (m', _, _, _, _) -> m = m') raw in
  let answer_bits = let rec go b = if 1 lsl b >= answers then b else go (b + 1) in go 0 in
  let all_bits ms = List.concat_map (fun ((t, j, i) as m) -> List.init (width t j i) (fun b -> (m, b))) ms in
  let would_inline m = let (t, _, _) = m in t = epochs && content (slot_for m) <> [] in
  let base = List.fold_left (fun all ((m, _) as mb) ->
    List.fold_left (fun all mb -> if List.mem mb all then all else all @ [mb]) all (if would_inline m then all_bits (content (slot_for m)) else [mb])) [] (all_bits read_content) in
  let inl = List.filter (fun (m, _) -> would_inline m) (all_bits read_content) in
  let n = float (List.length inputs) and per = if !listed <> None then 1. else float answer_bits in
  let projections i = float (distinct (fun x -> Array.sub x i (last + 1 - i))) in
  let inlined_cost = n *. (2. ** float (List.length base + List.length inl)) *. per in
  let valued = List.fold_left (fun s ((t, j, i), _, _, r, sd) ->
    if t <> epochs || r @ sd = [] then s else s +. projections i *. (2. ** float (bits (r @ sd))) *. float (2 * width t j i))
    (n *. (2. ** float (bits read_content)) *. per) raw in
  let inlining = inlined_cost <= 4. *. valued in
  let msg (t, j, i) = ((nat_of t, nat_of j), nat_of i) in
  let ps = List.map nat_of in
  { slots = List.map (fun (m, c, r, rc, sd) -> { s_msg = msg m; s_column = ps c; s_row = ps r; s_receive = List.map msg rc; s_send = List.map msg sd;
      s_inlined = inlining && would_inline m }) raw;
    f_held = ps (0 :: whole_to 0 (epochs + 1) None); f_content = List.map msg final_content; f_listed = Option.map msg !listed },
  List.filter_map (fun (t, j, i) -> if t = 1 && told j i then Some (nat_of j, nat_of i) else None) messages
