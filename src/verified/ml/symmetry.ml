(* The renamings of inputs that the encoder "compact" breaks, as tables of numbers. Not trusted: Verified checks them. *)

let swapped value a b = if value = a then b else if value = b then a else value
let pairs size = size * (size - 1) / 2
let range size = List.init size Fun.id
let each_pair size visit = List.iter (fun a -> List.iter (fun b -> if a < b then visit a b) (range size)) (range size)

let digits value base count =
  let rest = ref value in
  Array.init count (fun _ -> let digit = !rest mod base in rest := !rest / base; digit)

let number digits base = Array.fold_right (fun digit sum -> (sum * base) + digit) digits 0

(* [queries.(l)] is n_l and [ranges.(l)] is q_l, with n_0 = 1 and q_0 = m; inputs are arrays by slot. *)
let transpositions ~m ~n ~q inputs =
  let inputs = Array.of_list inputs in
  let size = Array.length inputs in
  let queries = Array.of_list (1 :: n) and ranges = Array.of_list (m :: q) in
  let last = List.length q in
  let positions l = queries.(l - 1) * ranges.(l - 1) in
  let candidates =
    pairs m + (queries.(last - 1) * pairs ranges.(last))
    + List.fold_left ( + ) 0 (List.init (last - 1) (fun l -> pairs ranges.(l + 1) + pairs queries.(l + 1)))
  in
  let most_inputs = 1 lsl 18 and most_images = 1 lsl 22 in
  if size > most_inputs || candidates > most_images / size then []
  else begin
    let number_of = Hashtbl.create (2 * size) in
    Array.iteri (fun k x -> Hashtbl.replace number_of x k) inputs;
    let found = ref [] in
    (* [rename_query l] and the like change one part; [on_table l] gets the digits of z_l. *)
    let keep ?(on_query = fun _ query -> query) ?(on_position = Fun.id) on_table =
      let image x =
        let rest = ref x.(0) and place = ref 1 and w = ref 0 in
        for l = 1 to last - 1 do
          w := !w + (!place * on_query l (!rest mod queries.(l)));
          rest := !rest / queries.(l);
          place := !place * queries.(l)
        done;
        let table l =
          let z = digits x.(l + 1) ranges.(l) (positions l) in
          on_table l z;
          number z ranges.(l)
        in
        Array.init (last + 2) (fun slot -> if slot = 0 then !w else if slot = 1 then on_position x.(1) else table (slot - 1))
      in
      match Array.map (fun x -> Hashtbl.find number_of (image x)) inputs with
      | images -> if Array.exists Fun.id (Array.mapi (fun k image -> k <> image) images) then found := images :: !found
      | exception Not_found -> ()
    in
    let swap_entries z a b =
      let kept = z.(a) in
      z.(a) <- z.(b);
      z.(b) <- kept
    in
    each_pair m (fun a b -> keep ~on_position:(fun i -> swapped i a b) (fun l z -> if l = 1 then swap_entries z a b));
    for l = 1 to last - 1 do
      let position w i = (w * ranges.(l)) + i in
      each_pair ranges.(l) (fun a b ->
        keep (fun l' z ->
          if l' = l then Array.iteri (fun k value -> z.(k) <- swapped value a b) z
          else if l' = l + 1 then List.iter (fun w -> swap_entries z (position w a) (position w b)) (range queries.(l))));
      each_pair queries.(l) (fun a b ->
        keep ~on_query:(fun l' query -> if l' = l then swapped query a b else query) (fun l' z ->
          if l' = l + 1 then List.iter (fun i -> swap_entries z (position a i) (position b i)) (range ranges.(l))))
    done;
    List.iter
      (fun w ->
        each_pair ranges.(last) (fun a b ->
          keep (fun l z ->
            if l = last then
              List.iter
                (fun i ->
                  let k = (w * ranges.(last - 1)) + i in
                  z.(k) <- swapped z.(k) a b)
                (range ranges.(last - 1)))))
      (range queries.(last - 1));
    List.rev !found
  end
